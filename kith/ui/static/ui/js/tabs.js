// A row of links that is wider than the screen begins where one is, not at its start.
document.querySelectorAll(".console-nav [aria-current], .tabs [aria-current]").forEach((link) => {
  const row = link.parentElement;
  const aside = link.getBoundingClientRect().x - row.getBoundingClientRect().x;
  row.scrollLeft += aside - (row.clientWidth - link.clientWidth) / 2; // from right to left it counts below nought
});
