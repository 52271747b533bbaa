// <a data-dialog href="…"> leads to a page that asks for confirmation. With this, what asks (`data-confirm` on that
// page) opens in the page's dialog instead; its link to leave closes the dialog.
const dialog = document.querySelector("#dialog");

async function ask(address) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const asked = page.querySelector("main [data-confirm]");
  if (!answer.ok || !asked) throw new Error(address);
  for (const form of [asked, ...asked.querySelectorAll("form")]) {
    if (form.matches("form:not([action])")) form.action = address;
  }
  dialog.replaceChildren(asked);
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-dialog]");
  if (!link || !dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  ask(link.href).catch(() => { location.href = link.href; });
});
dialog?.addEventListener("click", (event) => {
  if (event.target !== dialog && !event.target.closest("[data-confirm] a.button")) return;
  event.preventDefault();
  dialog.close();
});
