// <div data-spots> around a photo: each <… data-spot="x y" data-name="…"> of the page is marked on it, in thousandths
// from its top left. Where there is a <form data-spot-form>, a press on the photo fills its x and y.
const WHOLE = 1000;

function mark(frame, x, y, name = "") {
  const spot = Object.assign(document.createElement("span"), { className: "spot", ariaHidden: "true" });
  if (name) spot.append(Object.assign(document.createElement("span"), { textContent: name, dir: "auto" }));
  spot.style.left = `${x / 10}%`;
  spot.style.top = `${y / 10}%`;
  frame.append(spot);
  return spot;
}

function begin(frame) {
  frame.dataset.begun = "yes";
  for (const { dataset } of document.querySelectorAll("[data-spot]")) {
    mark(frame, ...dataset.spot.split(" "), dataset.name);
  }
  const form = document.querySelector("[data-spot-form]");
  if (form) frame.classList.add("can-spot");
  let chosen = null;
  frame.addEventListener("click", (event) => {
    if (!form) return;
    const box = frame.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * WHOLE);
    const y = Math.round(((event.clientY - box.top) / box.height) * WHOLE);
    [form.elements.x.value, form.elements.y.value] = [x, y];
    chosen?.remove();
    chosen = mark(frame, x, y);
    chosen.classList.add("is-here");
    form.elements.handle.focus();
  });
}

const all = () => document.querySelectorAll("[data-spots]:not([data-begun])").forEach(begin);
document.addEventListener("htmx:after:swap", all);
all();
