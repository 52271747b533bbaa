// <div data-gestures tabindex="0"> tells how it is dragged, scrolled over, pinched and steered by keys, in parts of its
// own width and height: "gesture:move" with {right, down}, "gesture:zoom" with {times, x, y}, and "gesture:done".
const STEP = 0.05;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function listen(stage) {
  stage.dataset.begun = "yes";
  const fingers = new Map();
  const tell = (name, detail) => stage.dispatchEvent(new CustomEvent(`gesture:${name}`, { bubbles: true, detail }));
  const move = (right, down) => tell("move", { right, down });
  const zoom = (times, [x, y] = [0.5, 0.5]) => tell("zoom", { times, x, y });
  const spot = ({ clientX, clientY }) => {
    const box = stage.getBoundingClientRect();
    return [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
  };
  const spread = ([[x, y], [x2, y2]]) => {
    const { width, height } = stage.getBoundingClientRect();
    return Math.hypot((x2 - x) * width, (y2 - y) * height);
  };

  stage.addEventListener("pointerdown", (event) => {
    stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, spot(event));
  });
  stage.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    const before = [...fingers.values()];
    const [x, y] = fingers.get(event.pointerId);
    const now = spot(event);
    fingers.set(event.pointerId, now);
    move((now[0] - x) / before.length, (now[1] - y) / before.length);
    if (before.length !== 2) return;
    const [one, other] = [...fingers.values()];
    zoom(spread([one, other]) / spread(before) || 1, [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2]);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * 0.0015), spot(event));
  }, { passive: false });
  stage.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (way) move(-way[0] * STEP, -way[1] * STEP);
    else if (["+", "="].includes(event.key)) zoom(1 + 2 * STEP);
    else if (event.key === "-") zoom(1 / (1 + 2 * STEP));
    else if (event.key === "Enter") tell("done");
    else return;
    event.preventDefault();
  });
}

const all = () => document.querySelectorAll("[data-gestures]:not([data-begun])").forEach(listen);
document.addEventListener("htmx:after:swap", all);
all();
