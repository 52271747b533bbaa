// The player at the foot of the page, #player: it plays sounds that a card asks for by `kith:play` with { tracks, place,
// at, playing }, obeys `kith:player` with { act, at }, and says by `kith:sound` what it does. It goes on while one moves
// through the site (moving.js, resuming.js).
const bar = document.querySelector("#player");
const SOON = 3; // seconds: who goes back after more of them wants this track from its start
const STEP = 10;

const part = (name) => bar.querySelector(`[data-player="${name}"]`);

function player() {
  const audio = bar.querySelector("audio");
  let tracks = [];
  let place = 0;
  const track = () => tracks[place];

  function show() {
    bar.classList.toggle("is-playing", !audio.paused);
    part("toggle").ariaLabel = audio.paused ? bar.dataset.play : bar.dataset.pause;
    const at = audio.currentTime;
    part("seek").dispatchEvent(new CustomEvent("kith:position", { bubbles: true, detail: { at } }));
    const detail = { source: track()?.source, playing: !audio.paused, at, tracks, place };
    document.dispatchEvent(new CustomEvent("kith:sound", { detail }));
  }

  function present() {
    const { title, artist, cover, post, seconds } = track();
    Object.assign(part("title"), { textContent: title, href: post });
    part("artist").textContent = artist;
    part("cover").hidden = !cover;
    if (cover) part("cover").src = cover;
    part("seek").max = seconds;
    part("previous").hidden = tracks.length < 2;
    part("next").hidden = tracks.length < 2;
    part("next").disabled = place + 1 >= tracks.length;
    bar.hidden = false;
  }

  const begin = () => audio.play().catch(show); // refused where nobody has touched the page yet: then it waits

  function start(number, at = 0, playing = true) {
    place = number;
    audio.src = track().source;
    audio.currentTime = at;
    present();
    if (playing) begin();
    show();
  }

  function close() {
    tracks = [];
    audio.pause();
    audio.removeAttribute("src");
    bar.hidden = true;
    show();
  }

  function seek(at) {
    audio.currentTime = Math.min(Math.max(0, at), track().seconds);
    show();
  }

  const acts = {
    toggle: () => (audio.paused ? begin() : audio.pause()),
    play: begin,
    pause: () => audio.pause(),
    next: () => place + 1 < tracks.length && start(place + 1),
    previous: () => start(audio.currentTime > SOON || !place ? place : place - 1),
    seek,
    back: () => seek(audio.currentTime - STEP),
    forward: () => seek(audio.currentTime + STEP),
    close,
  };

  document.addEventListener("kith:play", ({ detail }) => {
    tracks = detail.tracks;
    start(detail.place, detail.at, detail.playing);
  });
  document.addEventListener("kith:player", ({ detail }) => tracks.length && acts[detail.act](detail.at));
  bar.addEventListener("click", ({ target }) => acts[target.closest("button")?.dataset.player]?.());
  bar.addEventListener("kith:seek", ({ detail }) => seek(detail.at));
  for (const moment of ["play", "pause", "timeupdate"]) audio.addEventListener(moment, () => tracks.length && show());
  audio.addEventListener("ended", () => (place + 1 < tracks.length ? start(place + 1) : seek(0)));
  // Deleted meanwhile, or no longer for this member.
  audio.addEventListener("error", () => {
    if (!audio.hasAttribute("src")) return;
    close();
    document.dispatchEvent(new CustomEvent("kith:say", { detail: { text: bar.dataset.failed } }));
  });
}

if (bar) player();
