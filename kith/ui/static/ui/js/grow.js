// <textarea data-grow> is as high as its text. Where the style sheet can do it alone (field-sizing), this rests.
function grow(area) {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  const all = () => document.querySelectorAll("textarea[data-grow]").forEach(grow);
  document.addEventListener("input", (event) => event.target.matches("textarea[data-grow]") && grow(event.target));
  document.addEventListener("htmx:after:swap", all);
  all();
}
