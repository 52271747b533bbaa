// <textarea data-grow> is as high as its text. Where the style sheet can do it alone (field-sizing), this rests.
// It counts rows and sets no style: htmx would copy that as an attribute, which the content policy refuses.
const MOST = 25;

function grow(area) {
  area.dataset.rows ||= area.rows;
  area.rows = area.dataset.rows;
  while (area.scrollHeight > area.clientHeight && area.rows < MOST) area.rows += 1;
}

if (!CSS.supports("field-sizing", "content")) {
  const all = () => document.querySelectorAll("textarea[data-grow]").forEach(grow);
  document.addEventListener("input", (event) => event.target.matches("textarea[data-grow]") && grow(event.target));
  document.addEventListener("htmx:after:swap", all);
  all();
}
