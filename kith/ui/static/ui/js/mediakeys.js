// The keys for media of phones, headphones and keyboards, and the screen that a phone shows while it is locked.
const session = navigator.mediaSession;
const ACTS = {
  play: "play",
  pause: "pause",
  stop: "close",
  seekbackward: "back",
  seekforward: "forward",
  previoustrack: "previous",
  nexttrack: "next",
};
let shown;

const ask = (act, at) => document.dispatchEvent(new CustomEvent("kith:player", { detail: { act, at } }));

function handle(name, act) {
  try { session.setActionHandler(name, act); } catch { /* a browser that does not know this key */ }
}

function present({ tracks, place }) {
  const { title, artist, cover } = tracks[place];
  session.metadata = new MediaMetadata({ title, artist, artwork: cover ? [{ src: cover }] : [] });
  for (const [name, act] of Object.entries(ACTS)) handle(name, () => ask(act));
  handle("seekto", ({ seekTime }) => ask("seek", seekTime));
  if (place + 1 >= tracks.length) handle("nexttrack", null);
  if (tracks.length < 2) handle("previoustrack", null);
}

function leave() {
  session.metadata = null;
  session.playbackState = "none";
  for (const name of [...Object.keys(ACTS), "seekto"]) handle(name, null);
}

if (session) {
  document.addEventListener("kith:sound", ({ detail }) => {
    const { source, playing, at, tracks, place } = detail;
    if (source !== shown) {
      if (source) present(detail);
      else leave();
      shown = source;
    }
    if (!source) return;
    session.playbackState = playing ? "playing" : "paused";
    const { seconds } = tracks[place];
    session.setPositionState({ duration: seconds, position: Math.min(at, seconds) });
  });
}
