// One video or sound plays at a time. A loop (a silent moving picture, [data-loop]) plays while it is in sight, unless
// less motion is wished for; its button stops it for good.
const still = matchMedia("(prefers-reduced-motion: reduce)");

document.addEventListener("play", ({ target }) => {
  if (target.muted && target.loop) return;
  for (const other of document.querySelectorAll("video, audio")) {
    if (other !== target && !other.paused && !(other.muted && other.loop)) other.pause();
  }
}, true);

// Chromium's controls let a press on the picture do nothing before a video has loaded. What they do, they have done when
// this runs.
document.addEventListener("click", ({ target }) => {
  if (!target.matches?.("video[controls]")) return;
  setTimeout(() => { if (target.paused && !target.readyState) target.play().catch(() => {}); });
});

const inSight = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    if (!isIntersecting) target.pause();
    else if (!still.matches && !target.closest("[data-loop]").dataset.stopped) target.play().catch(() => {});
  }
}, { threshold: 0.4 });

function show(frame) {
  const video = frame.querySelector("video");
  const button = frame.querySelector("button");
  button.classList.toggle("is-playing", !video.paused);
  button.ariaLabel = video.paused ? button.dataset.play : button.dataset.pause;
}

function begin(frame) {
  if (frame.dataset.begun) return;
  frame.dataset.begun = "yes";
  const video = frame.querySelector("video");
  const button = frame.querySelector("button");
  video.controls = false;
  button.hidden = false;
  for (const moment of ["play", "pause"]) video.addEventListener(moment, () => show(frame));
  button.addEventListener("click", () => {
    if (video.paused) video.play().catch(() => {});
    else video.pause();
    if (video.paused) frame.dataset.stopped = "yes";
    else delete frame.dataset.stopped;
  });
  show(frame);
  inSight.observe(video);
}

const all = () => document.querySelectorAll("[data-loop]").forEach(begin);
document.addEventListener("htmx:after:swap", all);
all();
