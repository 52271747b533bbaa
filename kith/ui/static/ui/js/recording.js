// [data-recorder] in a form: records a voice message, and hands it to the form like a file that was picked (picking.js).
const TYPES = { "audio/mp4": "m4a", "audio/webm;codecs=opus": "webm", "audio/ogg;codecs=opus": "ogg" };
const LONGEST = 15 * 60; // seconds
const can = navigator.mediaDevices?.getUserMedia && window.MediaRecorder;
const type = can && Object.keys(TYPES).find((each) => MediaRecorder.isTypeSupported(each));
let running; // at most one in a page

function show(place) {
  const [start, state] = [place.querySelector('[data-record="start"]'), place.querySelector(".recorder-running")];
  const active = running?.place === place;
  const focused = place.contains(document.activeElement);
  start.hidden = active;
  state.hidden = !active;
  if (focused) (active ? state.querySelector('[data-record="stop"]') : start).focus();
}

function tick(place, since) {
  const seconds = Math.floor((Date.now() - since) / 1000);
  place.querySelector("[data-elapsed]").textContent = `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
  if (seconds >= LONGEST || !place.isConnected) running.recorder.stop();
}

function give(place, parts) {
  const name = `${place.dataset.name}.${TYPES[type]}`;
  const files = [new File(parts, name, { type: type.split(";")[0] })];
  if (!files[0].size) return; // ended before there was a sound
  place.closest("form").querySelector("[data-picks]")
    .dispatchEvent(new CustomEvent("kith:pick", { bubbles: true, detail: { files } }));
}

async function start(place) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { mimeType: type });
  const parts = [];
  const since = Date.now();
  const clock = setInterval(tick, 500, place, since);
  running = { place, recorder, kept: true };
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  recorder.addEventListener("stop", () => {
    clearInterval(clock);
    stream.getTracks().forEach((track) => track.stop());
    const { kept } = running;
    running = undefined;
    show(place);
    if (kept && place.isConnected) give(place, parts);
  });
  recorder.start();
  tick(place, since); // or it would begin with the time of the one before
  show(place);
}

function refused(place) {
  document.dispatchEvent(new CustomEvent("kith:say", { detail: { text: place.dataset.refused } }));
}

document.addEventListener("click", ({ target }) => {
  const { record } = target.closest?.("[data-record]")?.dataset ?? {};
  const place = target.closest?.("[data-recorder]");
  if (record === "start" && !running) start(place).catch(() => refused(place));
  else if (record && running) {
    running.kept = record === "stop";
    running.recorder.stop();
  }
});

const all = () => document.querySelectorAll("[data-recorder]").forEach((place) => { place.hidden = !type; });
document.addEventListener("htmx:after:swap", all);
all();
