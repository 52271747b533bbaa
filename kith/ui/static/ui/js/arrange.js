// <form data-arrange> with <li draggable data-key>: a photo dropped on another takes its place. The form says the new
// order by htmx, as its buttons do, and comes back as it then stands.
let dragged = null;

const goalOf = (event) => {
  const goal = event.target.closest?.("[data-arrange] [data-key]");
  return dragged && goal?.parentElement === dragged.parentElement ? goal : null;
};
const unmark = () => document.querySelectorAll(".is-goal").forEach((each) => each.classList.remove("is-goal"));

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-arrange] [data-key]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.key); // Firefox drags nothing without data
  dragged.classList.add("is-dragged");
});

document.addEventListener("dragover", (event) => {
  const goal = goalOf(event);
  unmark();
  if (!goal) return;
  event.preventDefault();
  if (goal !== dragged) goal.classList.add("is-goal");
});

document.addEventListener("drop", (event) => {
  const goal = goalOf(event);
  if (!goal || goal === dragged) return;
  event.preventDefault();
  const form = goal.closest("form");
  const move = `${dragged.dataset.key} ${[...goal.parentElement.children].indexOf(goal)}`;
  window.htmx.ajax("POST", form.action, { source: form, target: form, swap: "outerMorph", values: { move } });
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  unmark();
  dragged = null;
});
