// The wave of a sound, from the peaks in its `data-wave`: bars, of which those that have been played have the class.
const BARS = 100;
const SVG = "http://www.w3.org/2000/svg";

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const each of Object.entries(attributes)) made.setAttribute(...each);
  return made;
}

// Silence is a dot.
function draw(sound) {
  const place = sound.querySelector(".sound-bars");
  if (place.firstChild) return;
  const peaks = Uint8Array.from(atob(sound.dataset.wave), (letter) => letter.charCodeAt(0));
  const most = Math.max(1, ...peaks);
  const svg = shape("svg", { viewBox: `0 0 ${4 * BARS} 100`, preserveAspectRatio: "none" });
  for (let bar = 0; bar < BARS; bar += 1) {
    const some = peaks.subarray((bar * peaks.length) / BARS, ((bar + 1) * peaks.length) / BARS);
    const height = Math.max(6, (Math.max(0, ...some) / most) * 100);
    svg.append(shape("rect", { x: 4 * bar, y: (100 - height) / 2, width: 2.6, height, rx: 1.3 }));
  }
  place.append(svg);
}

function fill({ target: slider }) {
  const played = (slider.value / slider.max) * BARS;
  slider.closest("[data-wave]")?.querySelectorAll("rect")
    .forEach((bar, number) => bar.classList.toggle("played", number < played));
}

const all = () => document.querySelectorAll("[data-wave]").forEach(draw);
document.addEventListener("kith:position", fill);
document.addEventListener("input", (event) => event.target.matches("[data-position]") && fill(event));
document.addEventListener("htmx:after:swap", all);
all();
