// <input type="range" data-position>: a place in a sound, in seconds. Whoever plays the sound says by `kith:position` at
// it, with { at }, how far it is; who lets go of it gets `kith:seek` said there, with { at }. The [data-time] beside it
// says the place in digits.
const words = document.querySelector("#player")?.dataset.position ?? "";

function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  if (whole >= 3600) parts.unshift(Math.floor(whole / 3600));
  return parts.map((part, place) => (place ? `${part}`.padStart(2, "0") : part)).join(":");
}

function say(slider) {
  const [time, whole] = [clock(slider.value), clock(slider.max)];
  slider.ariaValueText = words.replace("{time}", time).replace("{whole}", whole);
  slider.closest("section").querySelector("[data-time]").textContent = slider.value > 0 ? `${time} / ${whole}` : whole;
}

document.addEventListener("kith:position", ({ target: slider, detail }) => {
  if (!slider.dataset.held) slider.value = detail.at;
  say(slider);
});
document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-position]")) return;
  target.dataset.held = "yes";
  say(target);
});
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-position]")) return;
  delete target.dataset.held;
  target.dispatchEvent(new CustomEvent("kith:seek", { bubbles: true, detail: { at: Number(target.value) } }));
});
