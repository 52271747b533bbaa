// The six reactions open under the pointer, or by a long press of the button beside them. Without scripts they are
// the menu that they stand in.
const LINGERS = 350;
let waiting;

function openSoon(menu) {
  clearTimeout(waiting);
  waiting = setTimeout(() => { menu.open = true; }, LINGERS);
}

document.addEventListener("pointerover", (event) => {
  const bar = event.pointerType === "mouse" && event.target.closest(".reactions");
  if (bar) openSoon(bar.querySelector(".reaction-menu"));
});
document.addEventListener("pointerout", (event) => {
  const bar = event.target.closest(".reactions");
  if (!bar || event.pointerType !== "mouse" || bar.contains(event.relatedTarget)) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => { bar.querySelector(".reaction-menu").open = false; }, LINGERS);
});

let pressed = false;
document.addEventListener("pointerdown", (event) => {
  pressed = false;
  const bar = event.pointerType !== "mouse" && event.target.closest(".reactions > button")?.parentElement;
  if (!bar) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => { pressed = true; bar.querySelector(".reaction-menu").open = true; }, LINGERS);
});
for (const ends of ["pointerup", "pointercancel"]) {
  document.addEventListener(ends, (event) => { if (event.pointerType !== "mouse") clearTimeout(waiting); });
}
// The finger that lets go gives the button the focus, which would close the menu as if one had gone on (menus.js).
document.addEventListener("focusin", (event) => {
  if (pressed && event.target.closest(".reactions")) event.stopImmediatePropagation();
}, true);
// The click that ends a long press must not also give the first reaction.
document.addEventListener("click", (event) => {
  if (!pressed) return;
  pressed = false;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
document.addEventListener("contextmenu", (event) => {
  if (pressed) event.preventDefault();
});
