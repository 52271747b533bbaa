// A file field in <div data-crop="3"> asks, once a picture is chosen, which part of it to keep; 3 is the part's width
// by its height. The file goes to the server as it is; a hidden field says the part's left and width as parts of the
// picture's width, and its top as a part of its height. What this browser can't show goes without, and the server
// takes the middle. How one drags and zooms is told by `gestures.js`.
const LARGEST = 1600; // pixels that are kept of the picture while it is positioned
const MOST = 5; // times that it can be made larger
const SHARP = 200; // pixels: no smaller part can be chosen

function listen(field) {
  field.dataset.begun = "yes";
  const find = (name) => field.querySelector(`[data-crop-${name}]`);
  const [file, dialog] = ["input[type=file]", "dialog"].map((selector) => field.querySelector(selector));
  const [now, place, unseen, again, stage, small, slider] =
    ["now", "place", "unseen", "again", "stage", "small", "zoom"].map(find);
  const ratio = Number(field.dataset.crop);
  const before = [...now.childNodes];
  let picture, widest, most, part;

  const high = (width) => (width * picture.width) / ratio / picture.height;
  const within = (value, largest) => Math.min(Math.max(value, 0), Math.max(largest, 0));

  async function read(chosen) {
    const whole = await createImageBitmap(chosen);
    const shrink = Math.min(1, LARGEST / Math.max(whole.width, whole.height));
    picture = document.createElement("canvas");
    picture.width = Math.max(1, Math.round(whole.width * shrink));
    picture.height = Math.max(1, Math.round(whole.height * shrink));
    picture.getContext("2d").drawImage(whole, 0, 0, picture.width, picture.height);
    widest = Math.min(1, (picture.height * ratio) / picture.width);
    most = Math.min(MOST, Math.max(1, (whole.width * widest) / SHARP));
    part = { width: widest, left: (1 - widest) / 2, top: (1 - high(widest)) / 2 };
    whole.close();
  }

  function draw(canvas, wide) {
    canvas.width = wide;
    canvas.height = Math.round(wide / ratio);
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    const from = [part.left * picture.width, part.top * picture.height];
    const size = [part.width * picture.width, (part.width * picture.width) / ratio];
    pen.drawImage(picture, ...from, ...size, 0, 0, canvas.width, canvas.height);
  }

  function show() {
    part.left = within(part.left, 1 - part.width);
    part.top = within(part.top, 1 - high(part.width));
    draw(stage, 800);
    draw(small, 240);
    slider.disabled = most === 1;
    slider.value = most > 1 ? (100 * Math.log(widest / part.width)) / Math.log(most) : 0;
  }

  function move({ right, down }) {
    part.left -= right * part.width;
    part.top -= down * high(part.width);
    show();
  }

  // What is at (x, y), both parts of the stage, stays there.
  function zoom({ times, x = 0.5, y = 0.5 }) {
    const width = Math.min(Math.max(part.width / times, widest / most), widest);
    part.left += (part.width - width) * x;
    part.top += (high(part.width) - high(width)) * y;
    part.width = width;
    show();
  }

  function done() {
    place.value = [part.left, part.top, part.width].map((number) => number.toFixed(5)).join();
    const preview = document.createElement("canvas");
    preview.className = ratio === 1 ? "avatar avatar-l" : "picture-preview";
    draw(preview, 480);
    now.replaceChildren(preview);
    again.hidden = false;
    dialog.close();
    again.focus();
  }

  file.addEventListener("change", async () => {
    place.value = "";
    unseen.hidden = again.hidden = true;
    now.replaceChildren(...before);
    if (!file.files[0]) return;
    await read(file.files[0]).then(() => { dialog.showModal(); show(); }, () => { unseen.hidden = false; });
  });
  again.addEventListener("click", () => dialog.showModal());
  // Who leaves without a part that was chosen before has chosen no picture.
  dialog.addEventListener("close", () => { if (!place.value) file.value = ""; });
  dialog.addEventListener("gesture:move", ({ detail }) => move(detail));
  dialog.addEventListener("gesture:zoom", ({ detail }) => zoom(detail));
  dialog.addEventListener("gesture:done", done);
  slider.addEventListener("input", () => zoom({ times: (part.width / widest) * most ** (slider.value / 100) }));
  find("done").addEventListener("click", done);
  find("cancel").addEventListener("click", () => dialog.close());
}

const all = () => document.querySelectorAll("[data-crop]:not([data-begun]):has(dialog)").forEach(listen);
document.addEventListener("htmx:after:swap", all);
all();
