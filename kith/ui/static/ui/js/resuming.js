// Where a page is loaded anew (a form was sent, the language changed), the player goes on where it was: in the same tab,
// for the same member.
const KEPT = "player";
const { member } = document.body.dataset;
let now = {};

document.addEventListener("kith:sound", ({ detail }) => { now = detail; });
addEventListener("pagehide", () => {
  const { source, tracks, place, at, playing } = now;
  if (source) sessionStorage.setItem(KEPT, JSON.stringify({ member, tracks, place, at, playing }));
  else sessionStorage.removeItem(KEPT);
});

const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
if (kept?.member === member) document.dispatchEvent(new CustomEvent("kith:play", { detail: kept }));
