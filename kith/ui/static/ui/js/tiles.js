// What is picked for a form (`kith:pick` at its [data-picks]) has a tile from the first moment: one made of the
// <template> beside it, and when the file has arrived the server's, which holds what the form needs. uploads.js does the sending:
// it is asked by `kith:send` and `kith:stop`, and tells `kith:sent` or `kith:lost`. `data-state` of a tile is "running"
// or "failed"; each end is told to the form by `kith:picked`.
const running = new Map(); // a tile that has not arrived -> its file, and the place of the tiles

const tell = (where, name, detail) => where.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
const say = (tile, text) => { tile.querySelector("[data-said]").textContent = text; };

function send(tile) {
  tile.dataset.state = "running";
  say(tile, "");
  tell(tile, "kith:send", running.get(tile));
}

function fail(tile, text) {
  tile.dataset.state = "failed";
  say(tile, text || running.get(tile).picks.dataset.failed);
  tell(tile, "kith:picked");
}

function preview(tile, file) {
  const image = Object.assign(new Image(), { alt: "", draggable: false }); // its frame is what is dragged
  image.addEventListener("load", () => { tile.querySelector(".pick-face").append(image); URL.revokeObjectURL(image.src); });
  image.src = URL.createObjectURL(file);
}

// What the form's own field takes. Some devices don't know what a file is; the server finds out.
function fits(picks, { type }) {
  const { accept } = picks.closest("form").querySelector("[data-picker]");
  return !type || accept.split(",").includes(type.replace(/\/.*/, "/*"));
}

function begin(picks, file) {
  const tile = picks.nextElementSibling.content.cloneNode(true).firstElementChild;
  tile.querySelector("[data-name]").textContent = file.name;
  picks.append(tile);
  running.set(tile, { file, picks });
  if (file.type.startsWith("image/")) preview(tile, file);
  if (fits(picks, file)) send(tile);
  else {
    tile.querySelector("[data-retry]").remove();
    fail(tile, picks.dataset.unknown);
  }
}

function arrive(tile, html) {
  const made = Object.assign(document.createElement("template"), { innerHTML: html }).content.querySelector(".pick");
  if (!made) return fail(tile);
  const [typed, words] = [tile, made].map((each) => each.querySelector("[data-alt]"));
  const focused = document.activeElement === typed;
  words.value = typed.value;
  made.querySelector("[data-name]").textContent ||= running.get(tile).file.name;
  running.delete(tile);
  tile.replaceWith(made);
  if (focused) words.focus();
  window.htmx.process(made);
  return tell(made, "kith:picked");
}

function remove(tile) {
  const form = tile.closest("form");
  const next = [tile.nextElementSibling, tile.previousElementSibling].find((each) => each?.matches(".pick"));
  if (running.has(tile)) tell(tile, "kith:stop");
  running.delete(tile);
  tile.remove();
  (next?.querySelector("[data-remove]") ?? form.querySelector("textarea, [data-picker]")).focus();
  tell(form, "kith:picked");
}

document.addEventListener("kith:pick", ({ target: picks, detail: { files } }) => {
  const room = Math.max(picks.dataset.most - picks.querySelectorAll(".pick").length, 0);
  files.slice(0, room).forEach((file) => begin(picks, file));
  if (files.length > room) tell(document, "kith:say", { text: picks.dataset.full });
});
document.addEventListener("kith:sent", ({ target, detail }) => { if (running.has(target)) arrive(target, detail.html); });
document.addEventListener("kith:lost", ({ target, detail }) => {
  if (!running.has(target)) return;
  if (!detail.again) return void fail(target, detail.text);
  // There is no connection: it goes on by itself when there is one.
  say(target, running.get(target).picks.dataset.offline);
  addEventListener("online", () => { if (running.has(target)) send(target); }, { once: true });
});
document.addEventListener("click", ({ target }) => {
  const tile = target.closest?.(".pick");
  if (tile && target.closest("[data-retry]")) send(tile);
  if (tile && target.closest("[data-remove]")) remove(tile);
});
// A form that came back from the server knows nothing of what has not arrived.
document.addEventListener("htmx:after:swap", () => {
  for (const [tile, its] of running) {
    if (tile.isConnected) continue;
    its.picks = document.getElementById(its.picks.id) ?? its.picks;
    its.picks.append(tile);
  }
});
addEventListener("beforeunload", (event) => { if (running.size) event.preventDefault(); });
