// <a data-thumbhash="…"> around a photo: until the photo has come, a blur of its colours stands in its place.
// The decoder of https://evanw.github.io/thumbhash/ for opaque pictures, the only ones that get a hash.
const SIDE = 32;

function waves(bytes, start, across, down, scale) {
  const found = [];
  for (let cy = 0; cy < down; cy += 1) {
    for (let cx = cy ? 0 : 1; cx * down < across * (down - cy); cx += 1) {
      const half = (bytes[start.at >> 1] >> ((start.at & 1) << 2)) & 15;
      start.at += 1;
      found.push([cx, cy, (half / 7.5 - 1) * scale]);
    }
  }
  return found;
}

function decode(bytes) {
  const head = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
  const shape = bytes[3] | (bytes[4] << 8);
  const lies = shape >> 15; // wider than high
  const across = Math.max(3, lies ? 7 : shape & 7);
  const down = Math.max(3, lies ? shape & 7 : 7);
  const start = { at: 10 }; // in half bytes, behind the five of the head
  const light = [(head & 63) / 63, waves(bytes, start, across, down, ((head >> 18) & 31) / 31)];
  const yellow = [((head >> 6) & 63) / 31.5 - 1, waves(bytes, start, 3, 3, (((shape >> 3) & 63) / 63) * 1.25)];
  const red = [((head >> 12) & 63) / 31.5 - 1, waves(bytes, start, 3, 3, (((shape >> 9) & 63) / 63) * 1.25)];
  const picture = new ImageData(SIDE, SIDE);
  for (let place = 0; place < SIDE * SIDE; place += 1) {
    const x = ((place % SIDE) + 0.5) * (Math.PI / SIDE);
    const y = (Math.floor(place / SIDE) + 0.5) * (Math.PI / SIDE);
    const [l, p, q] = [light, yellow, red].map(([mean, parts]) => parts.reduce(
      (sum, [cx, cy, size]) => sum + size * Math.cos(cx * x) * Math.cos(cy * y) * 2, mean));
    const b = l - (2 / 3) * p;
    const r = (3 * l - b + q) / 2;
    picture.data.set([r * 255, (r - q) * 255, b * 255, 255], place * 4);
  }
  return picture;
}

function stand(frame) {
  const photo = frame.querySelector("img");
  if (!photo || photo.complete || frame.querySelector("canvas")) return;
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  canvas.getContext("2d").putImageData(decode(Uint8Array.from(atob(frame.dataset.thumbhash), (c) => c.charCodeAt(0))), 0, 0);
  frame.prepend(canvas);
  photo.addEventListener("load", () => canvas.remove(), { once: true });
}

const all = () => document.querySelectorAll("[data-thumbhash]").forEach(stand);
document.addEventListener("htmx:after:swap", all);
all();
