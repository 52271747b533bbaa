// Short messages: those that the page came with, and those that other behaviours say by the event `kith:say`
// with { text, retry }. One with a way to retry stays until it is closed.
const place = document.querySelector("[data-messages]");
const STAYS = 8000;

function leaveLater(toast) {
  setTimeout(() => (toast.matches(":hover, :focus-within") ? leaveLater(toast) : toast.remove()), STAYS);
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

document.addEventListener("kith:say", ({ detail: { text, retry } }) => {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.append(Object.assign(document.createElement("span"), { textContent: text }));
  if (retry) {
    toast.append(button(place.dataset.retry, () => { toast.remove(); retry(); }));
    toast.append(button(place.dataset.close, () => toast.remove()));
  }
  place.replaceChildren(toast);
  if (!retry) leaveLater(toast);
});

document.addEventListener("click", (event) => event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove());
// The server can answer with a message alone, which htmx puts here.
place?.addEventListener("htmx:after:swap", () => place.querySelectorAll("[data-toast]").forEach(leaveLater));
place?.querySelectorAll("[data-toast]").forEach(leaveLater);
