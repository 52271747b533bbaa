// A request of htmx that did not arrive, or that the server could not answer, is said, with a way to try again.
// What asks by itself (new posts, older posts) fails in silence: nobody waits for it.
const texts = document.querySelector("[data-messages]")?.dataset ?? {};

function tell(ctx, text) {
  const source = ctx?.sourceElement;
  if (!source?.matches("form, button, a, input, select")) return;
  const again = () => {
    if (source.matches("form")) source.requestSubmit();
    else if (source.matches("input, select")) source.dispatchEvent(new Event("change", { bubbles: true }));
    else source.click();
  };
  document.dispatchEvent(new CustomEvent("kith:say", { detail: { text, retry: again } }));
}

document.addEventListener("htmx:error", (event) => tell(event.detail.ctx, texts.lost));
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail.ctx.response.status >= 500) tell(event.detail.ctx, texts.failed);
});
