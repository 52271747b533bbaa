// A form that writes is sent once, however often its button is pressed.
// The button stays enabled for the browser, since a disabled one would not send its own value.
const RELEASE = 10_000; // a download leaves the page where it is

function release(form) {
  delete form.dataset.busy;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.busy) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.busy = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(release, RELEASE, form);
}, true);

document.addEventListener("htmx:finally:request", (event) => {
  const form = event.detail.ctx.sourceElement?.closest("form");
  if (form) release(form);
});
// Back to a page that the browser had kept as it was.
addEventListener("pageshow", () => document.querySelectorAll("form[data-busy]").forEach(release));
