// A row of links that is wider than the screen begins where one is, not at its start.
function begin(link) {
  const row = link.parentElement;
  if (row.dataset.begun) return;
  row.dataset.begun = "yes";
  const aside = link.getBoundingClientRect().x - row.getBoundingClientRect().x;
  row.scrollLeft += aside - (row.clientWidth - link.clientWidth) / 2; // from right to left it counts below nought
}

const all = () => document.querySelectorAll(".console-nav [aria-current], .tabs [aria-current]").forEach(begin);
document.addEventListener("htmx:after:swap", all);
all();
