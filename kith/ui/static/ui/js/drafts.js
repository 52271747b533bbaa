// <textarea data-draft="post">: what is typed is kept on this device, for each member, until it has arrived.
// A reload, a crash, a lost connection or an expired sign-in brings it back. It is forgotten when htmx got an answer
// that says so (2xx, not from another page), or when the page has an element with data-draft-done="post".
const member = document.body.dataset.member;
const place = (name) => `draft:${member}:${name}`;

// Storage can be full or forbidden; then there are no drafts, and nothing else breaks.
function kept(act) {
  try { return act(localStorage); } catch { return null; }
}

function forget(name) {
  kept((storage) => storage.removeItem(place(name)));
}

function restore() {
  document.querySelectorAll("[data-draft-done]").forEach((done) => forget(done.dataset.draftDone));
  for (const area of document.querySelectorAll("textarea[data-draft]")) {
    const text = kept((storage) => storage.getItem(place(area.dataset.draft)));
    if (!text || area.value.trim() || area.dataset.restored) continue;
    area.dataset.restored = "yes";
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

if (member) {
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("textarea[data-draft]")) return;
    if (target.value.trim()) kept((storage) => storage.setItem(place(target.dataset.draft), target.value));
    else forget(target.dataset.draft);
  });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    const answer = ctx.response?.raw;
    if (!answer?.ok || answer.redirected || ctx.request.method === "GET") return;
    ctx.sourceElement.closest("form")?.querySelectorAll("textarea[data-draft]").forEach((area) => forget(area.dataset.draft));
  });
  document.addEventListener("htmx:after:swap", restore);
  restore();
}
