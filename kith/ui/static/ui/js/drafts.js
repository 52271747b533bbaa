// <textarea data-draft="post">: what is typed is kept on this device, for each member, until it has arrived.
// A reload, a crash, a lost connection or an expired sign-in brings it back. It has arrived when the form got a good
// answer by htmx, when sending the form led on to another page of the member, or when a page has an element with
// data-draft-done="post".
const member = document.body.dataset.member;
const place = (name) => `draft:${member}:${name}`;
const SENT = "drafts-sent";

// Storage can be full or forbidden; then there are no drafts, and nothing else breaks.
function kept(act) {
  try { return act(); } catch { return null; }
}

function forget(name) {
  kept(() => localStorage.removeItem(place(name)));
}

const names = (form) => [...form.querySelectorAll("textarea[data-draft]")].map((area) => area.dataset.draft);

// A form that was taken redirects. One that was refused comes back without; after a lost connection nothing comes.
function forgetWhatWasTaken() {
  const sent = kept(() => sessionStorage.getItem(SENT));
  if (!sent) return;
  kept(() => sessionStorage.removeItem(SENT));
  if (performance.getEntriesByType("navigation")[0]?.redirectCount > 0) sent.split(" ").forEach(forget);
}

function restore() {
  document.querySelectorAll("[data-draft-done]").forEach((done) => forget(done.dataset.draftDone));
  for (const area of document.querySelectorAll("textarea[data-draft]")) {
    const text = kept(() => localStorage.getItem(place(area.dataset.draft)));
    if (!text || area.value.trim() || area.dataset.restored) continue;
    area.dataset.restored = "yes";
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

if (member) {
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("textarea[data-draft]")) return;
    if (target.value.trim()) kept(() => localStorage.setItem(place(target.dataset.draft), target.value));
    else forget(target.dataset.draft);
  });
  document.addEventListener("submit", ({ target }) => {
    if (!target.hasAttribute("hx-post")) kept(() => sessionStorage.setItem(SENT, names(target).join(" ")));
  });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    const answer = ctx.response?.raw;
    if (ctx.sourceElement.matches("form") && answer?.ok && !answer.redirected) names(ctx.sourceElement).forEach(forget);
  });
  document.addEventListener("htmx:after:swap", restore);
  forgetWhatWasTaken();
  restore();
}
