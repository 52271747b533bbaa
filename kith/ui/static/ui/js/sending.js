// A form can be sent while its uploads run: it says that it waits, and goes out by itself when all are in. What one
// types meanwhile goes along. An upload that fails stops it, and nothing is lost. It stands before once.js, for which
// a form that waits has not been sent.
const running = (form) => form.querySelector('.pick[data-state="running"]');
const failed = (form) => form.querySelector('.pick[data-state="failed"]');

function wait(form, text) {
  const picks = form.querySelector("[data-picks]");
  const said = form.querySelector("[data-waiting]");
  form.toggleAttribute("data-waits", Boolean(text));
  said.hidden = !text;
  said.querySelector("span").textContent = text ? picks.dataset[text] : "";
  said.querySelector("button").hidden = text !== "waits";
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  // Only what publishes waits; the other buttons of a composer go on writing it.
  if (!form.querySelector("[data-picks]") || event.submitter?.name) return;
  if (!running(form) && !failed(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wait(form, running(form) ? "waits" : "stuck");
}, true);

document.addEventListener("kith:picked", ({ target }) => {
  const form = target.closest("form");
  if (!form?.querySelector("[data-waiting]")) return;
  if (!form.hasAttribute("data-waits")) return;
  if (running(form)) return;
  wait(form, failed(form) ? "stuck" : "");
  if (!failed(form)) form.requestSubmit();
});
document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-waiting] button")) wait(target.closest("form"), "");
});
