// <form data-search> with an <input> and a [role=listbox]: htmx fills the list with options (links) while one types;
// this opens and closes it, and moves through it by keyboard, after the ARIA combobox pattern: the focus stays in the
// box, Up and Down choose, Enter follows what is chosen, Escape closes.
const parts = (form) => ({ box: form.querySelector("input"), list: form.querySelector("[role=listbox]") });
const options = (list) => [...list.querySelectorAll("[role=option]")];
const chosen = (list) => list.querySelector('[aria-selected="true"]');

function open(form, isOpen) {
  const { box, list } = parts(form);
  list.hidden = !isOpen;
  box.ariaExpanded = String(isOpen);
  if (!isOpen) choose(form, null);
}

function choose(form, option) {
  const { box, list } = parts(form);
  for (const each of options(list)) each.ariaSelected = String(each === option);
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function step(form, by) {
  const { list } = parts(form);
  const all = options(list);
  // Before the first and after the last stands the box itself: nothing is chosen.
  const places = [null, ...all];
  const place = places.indexOf(chosen(list));
  choose(form, places[(place + by + places.length) % places.length]);
}

const KEYS = {
  ArrowDown: (form) => step(form, 1),
  ArrowUp: (form) => step(form, -1),
  Escape: (form) => open(form, false),
  Enter: (form) => {
    const option = chosen(parts(form).list);
    option?.click();
    return Boolean(option);
  },
};

function listen(form) {
  form.dataset.begun = "yes";
  const { box, list } = parts(form);
  box.role = "combobox";
  box.ariaAutoComplete = "list";
  box.ariaExpanded = "false";
  box.setAttribute("aria-controls", list.id);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || !KEYS[event.key]) return;
    if (KEYS[event.key](form) !== false) event.preventDefault();
  });
  box.addEventListener("input", () => box.value.trim() || open(form, false));
  box.addEventListener("focus", () => open(form, Boolean(box.value.trim()) && options(list).length > 0));
  form.addEventListener("submit", (event) => box.value.trim() || event.preventDefault());
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || open(form, false));
  // The box would lose the focus before the link is followed.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
}

const all = () => document.querySelectorAll("[data-search]:not([data-begun])").forEach(listen);
document.addEventListener("htmx:after:swap", all);
all();
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const form = ctx?.sourceElement.closest?.("[data-search]");
  if (!form) return;
  const { box, list } = parts(form);
  options(list).forEach((option, place) => { option.id = `${list.id}-${place}`; });
  open(form, document.activeElement === box && options(list).length > 0 && Boolean(box.value.trim()));
});
