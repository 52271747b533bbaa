// A link into an object store lives for a minute. Chromium and Firefox ask for all of a video or sound at the link to
// which they were sent first, and stop when it has ended: asked for again at our own address, it goes on where it was.
const GOOD = 30_000; // milliseconds that a link lives at least when a browser gets it (`say_how_long` in media/views.py)
const wanted = new WeakSet(); // what plays, to who listens: a browser may pause what fails
const renewed = new WeakMap(); // what was asked for again -> when

// What cannot be played at all, or fails so soon after it was asked for again, does not fail for its link.
const ended = (media) => media.error.code !== MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED
  && performance.now() - (renewed.get(media) ?? -GOOD) >= GOOD;

function renew(media) {
  const { currentTime, playbackRate } = media;
  renewed.set(media, performance.now());
  media.preload = "auto"; // one who has paused sees the picture of that moment all the same
  media.load();
  Object.assign(media, { currentTime, playbackRate });
  if (wanted.has(media)) media.play().catch(() => {});
}

// Deleted meanwhile, or no longer for this member. Of a sound that is said by its player (player.js).
function fail(media) {
  if (!media.matches("video") || media.closest("[data-loop]")) return;
  const { failed } = document.querySelector("#player").dataset;
  document.dispatchEvent(new CustomEvent("kith:say", { detail: { text: failed } }));
}

document.addEventListener("play", ({ target }) => wanted.add(target), true);
document.addEventListener("pause", ({ target }) => { if (!target.error) wanted.delete(target); }, true);
document.addEventListener("error", (event) => {
  const { target } = event;
  if (target.matches("source:last-of-type")) fail(target.parentElement);
  if (!target.matches("video, audio") || !target.error) return;
  if (!ended(target)) return void fail(target);
  event.stopImmediatePropagation(); // to who plays it, nothing has happened
  renew(target);
}, true);
