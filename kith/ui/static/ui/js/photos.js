// <input type="file" multiple data-photos="id of a list">: a preview of each photo chosen, a field for what it
// shows, and a way to take it out again. The list has a <template> of one pick: img, input, [data-remove].
function refill(input, list, files) {
  const transfer = new DataTransfer();
  files.forEach((file) => transfer.items.add(file));
  input.files = transfer.files;
  const alts = new Map([...list.querySelectorAll("li")].map((pick) => [pick.file, pick.querySelector("input").value]));
  list.querySelectorAll("li").forEach((pick) => { URL.revokeObjectURL(pick.querySelector("img").src); pick.remove(); });
  for (const file of files) {
    const pick = list.querySelector("template").content.firstElementChild.cloneNode(true);
    pick.file = file;
    pick.querySelector("img").src = URL.createObjectURL(file);
    pick.querySelector("input").value = alts.get(file) ?? "";
    pick.querySelector("[data-remove]").addEventListener("click", () => refill(input, list, files.filter((other) => other !== file)));
    list.append(pick);
  }
  list.hidden = files.length === 0;
}

document.addEventListener("change", ({ target }) => {
  const list = target.matches("input[type=file][data-photos]") && document.getElementById(target.dataset.photos);
  if (!list) return;
  // Choosing a second time adds; the browser alone would replace.
  const before = [...list.querySelectorAll("li")].map((pick) => pick.file);
  refill(target, list, [...before, ...target.files].slice(0, Number(target.dataset.most || 10)));
});
document.addEventListener("reset", ({ target }) => {
  for (const input of target.querySelectorAll("input[data-photos]")) refill(input, document.getElementById(input.dataset.photos), []);
});
