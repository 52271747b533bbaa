// A file field in <div data-crop="3"> asks, once a picture is chosen, which part of it to keep; 3 is the part's width
// by its height. One drags it, zooms by slider, wheel, two fingers or keys, and sees what will be shown. The file goes
// to the server as it is; the hidden field says the part's left and width as parts of the picture's width, and its top
// as a part of its height. What this browser can't show is sent without, and the server takes the middle.
const LARGEST = 1600; // pixels that are kept of the picture while it is positioned
const MOST = 5; // times
const SHARP = 200; // pixels: it is not zoomed further than so many
const STEP = 0.05;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const states = new WeakMap(); // by the field's <div>: the picture and where its part lies

async function read(file) {
  const whole = await createImageBitmap(file);
  const shrink = Math.min(1, LARGEST / Math.max(whole.width, whole.height));
  const kept = document.createElement("canvas");
  kept.width = Math.max(1, Math.round(whole.width * shrink));
  kept.height = Math.max(1, Math.round(whole.height * shrink));
  const pen = kept.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(whole, 0, 0, kept.width, kept.height);
  const original = whole.width;
  whole.close();
  return { kept, original };
}

function begin(field, { kept, original }) {
  const ratio = Number(field.dataset.crop);
  const widest = Math.min(1, (kept.height * ratio) / kept.width);
  const most = Math.min(MOST, Math.max(1, (original * widest) / SHARP));
  const state = { kept, ratio, widest, most, width: widest, left: 0, top: 0, placed: false };
  state.left = (1 - widest) / 2;
  state.top = (1 - heightOf(state)) / 2;
  states.set(field, state);
}

const heightOf = ({ kept, ratio, width }) => (width * kept.width) / ratio / kept.height;
const within = (value, most) => Math.min(Math.max(value, 0), Math.max(most, 0));

function move(field, right, down) {
  const state = states.get(field);
  state.left = within(state.left + right * state.width, 1 - state.width);
  state.top = within(state.top + down * heightOf(state), 1 - heightOf(state));
  show(field);
}

// What is at (x, y), both parts of the stage, stays there.
function zoom(field, times, x = 0.5, y = 0.5) {
  const state = states.get(field);
  const before = [state.width, heightOf(state)];
  state.width = Math.min(Math.max(state.width / times, state.widest / state.most), state.widest);
  state.left += (before[0] - state.width) * x;
  state.top += (before[1] - heightOf(state)) * y;
  move(field, 0, 0);
}

function draw({ kept, left, top, width, ratio }, canvas, wide) {
  canvas.width = wide;
  canvas.height = Math.round(wide / ratio);
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  const high = (width * kept.width) / ratio;
  pen.drawImage(kept, left * kept.width, top * kept.height, width * kept.width, high, 0, 0, canvas.width, canvas.height);
}

function show(field) {
  const state = states.get(field);
  draw(state, field.querySelector(".crop-stage canvas"), 800);
  draw(state, field.querySelector(".crop-preview"), 240);
  const slider = field.querySelector("[data-crop-zoom]");
  slider.value = state.most > 1 ? (100 * Math.log(state.widest / state.width)) / Math.log(state.most) : 0;
  slider.disabled = state.most <= 1;
}

function open(field) {
  field.querySelector("dialog").showModal();
  field.querySelector(".crop-stage").focus();
  show(field);
}

function done(field) {
  const state = states.get(field);
  state.placed = true;
  field.querySelector("[data-crop-place]").value = [state.left, state.top, state.width].map((n) => n.toFixed(5)).join();
  field.querySelector("[data-crop-again]").hidden = false;
  const preview = document.createElement("canvas");
  preview.className = state.ratio === 1 ? "avatar avatar-l" : "picture-preview";
  draw(state, preview, 480);
  field.querySelector("[data-crop-now]").replaceChildren(preview);
  field.querySelector("dialog").close();
  field.querySelector("[data-crop-again]").focus();
}

// Whoever leaves the dialog at once has chosen nothing; whoever came back to it keeps what was.
function cancel(field) {
  if (!states.get(field).placed) field.querySelector("input[type=file]").value = "";
  field.querySelector("dialog").close();
}

async function chosen(field, file, before) {
  const [place, unseen, again] = ["place", "unseen", "again"].map((name) => field.querySelector(`[data-crop-${name}]`));
  place.value = "";
  unseen.hidden = again.hidden = true;
  field.querySelector("[data-crop-now]").replaceChildren(...before);
  if (!file) return;
  try {
    begin(field, await read(file));
    open(field);
  } catch {
    unseen.hidden = false;
  }
}

function listen(field) {
  const [stage, dialog] = [".crop-stage", "dialog"].map((name) => field.querySelector(name));
  const before = [...field.querySelector("[data-crop-now]").childNodes];
  const fingers = new Map();
  const spot = ({ clientX, clientY }) => {
    const box = stage.getBoundingClientRect();
    return [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
  };
  const spread = ([[x, y], [x2, y2]]) => [Math.hypot(x2 - x, (y2 - y) / field.dataset.crop), (x + x2) / 2, (y + y2) / 2];
  stage.addEventListener("pointerdown", (event) => {
    stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, spot(event));
  });
  stage.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    const held = [...fingers.values()];
    const [x, y] = fingers.get(event.pointerId);
    const [x2, y2] = spot(event);
    fingers.set(event.pointerId, [x2, y2]);
    move(field, (x - x2) / held.length, (y - y2) / held.length);
    if (held.length !== 2) return;
    const [far, middle, height] = spread([...fingers.values()]);
    zoom(field, far / (spread(held)[0] || far || 1) || 1, middle, height);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(field, Math.exp(-event.deltaY * 0.0015), ...spot(event));
  }, { passive: false });
  stage.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (way) move(field, way[0] * STEP, way[1] * STEP);
    else if ("+=".includes(event.key)) zoom(field, 1 + 2 * STEP);
    else if (event.key === "-") zoom(field, 1 / (1 + 2 * STEP));
    else if (event.key === "Enter") done(field);
    else return;
    event.preventDefault();
  });
  field.querySelector("[data-crop-zoom]").addEventListener("input", ({ target }) => {
    const state = states.get(field);
    zoom(field, (state.width / state.widest) * state.most ** (target.value / 100));
  });
  field.querySelector("[data-crop-done]").addEventListener("click", () => done(field));
  field.querySelector("[data-crop-cancel]").addEventListener("click", () => cancel(field));
  field.querySelector("[data-crop-again]").addEventListener("click", () => open(field));
  field.querySelector("input[type=file]").addEventListener("change", ({ target }) => chosen(field, target.files[0], before));
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault(); // it would send the form
  });
  dialog.addEventListener("cancel", () => cancel(field));
}

document.querySelectorAll("[data-crop]:has(dialog)").forEach(listen);
