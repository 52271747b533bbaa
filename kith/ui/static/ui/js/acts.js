// A button of a card acts on the card alone: the answer takes its place. Without scripts the same button sends the
// page's form `act` and comes back to the page.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.('button[form="act"]');
  const card = button?.closest("article");
  if (!card || event.defaultPrevented) return;
  event.preventDefault();
  if (card.ariaBusy === "true") return;
  card.ariaBusy = "true";
  const values = button.name ? { [button.name]: button.value } : {};
  window.htmx.ajax("POST", button.formAction, { source: button, target: card, swap: "outerHTML", values })
    .finally(() => { card.ariaBusy = null; });
});
