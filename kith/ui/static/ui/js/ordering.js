// The tiles of what is picked are put in order by dragging their pictures, or by the two buttons of each.
let dragged = null;

function put(tile, before) {
  tile.parentElement.insertBefore(tile, before);
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".pick-face")?.closest(".pick") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  dragged.dataset.dragged = "yes";
});
document.addEventListener("dragover", (event) => {
  const over = dragged && event.target.closest?.(".pick");
  if (!over || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (over === dragged) return;
  const tiles = [...over.parentElement.children];
  put(dragged, tiles.indexOf(over) > tiles.indexOf(dragged) ? over.nextSibling : over);
});
document.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
document.addEventListener("dragend", () => {
  if (dragged) delete dragged.dataset.dragged;
  dragged = null;
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-move]");
  const tile = button?.closest(".pick");
  if (!tile) return;
  if (button.dataset.move === "earlier" && tile.previousElementSibling?.matches(".pick")) put(tile, tile.previousElementSibling);
  if (button.dataset.move === "later" && tile.nextElementSibling) put(tile, tile.nextElementSibling.nextSibling);
  button.focus();
});
