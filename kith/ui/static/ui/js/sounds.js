// A sound in a card, [data-sound]. It plays in the player at the foot of the page (player.js), so that it goes on when
// the card is gone: a press says `kith:play` or `kith:player`, and what the player does is said by `kith:sound`.
const texts = document.querySelector("#player")?.dataset;
let now = {};

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

function show(sound) {
  const mine = now.source === sound.dataset.sound;
  const button = sound.querySelector(".sound-play");
  button.classList.toggle("is-playing", mine && now.playing);
  button.ariaLabel = mine && now.playing ? texts.pause : texts.play;
  const at = mine ? now.at : 0;
  sound.querySelector("input").dispatchEvent(new CustomEvent("kith:position", { bubbles: true, detail: { at } }));
}

function track(sound) {
  const text = (name, place = sound) => place?.querySelector(name)?.textContent;
  const post = sound.closest("article, .post-original");
  return {
    source: sound.dataset.sound,
    seconds: Number(sound.querySelector("input").max),
    title: text(".sound-title"),
    artist: text(".sound-artist") ?? text(".post-author-name", post) ?? "",
    cover: sound.querySelector("img")?.src ?? "",
    post: post?.querySelector("a:has(> time)")?.href ?? location.href,
  };
}

// What follows is the rest of the same post.
function play(sound, at) {
  const all = [...(sound.closest("article") ?? document).querySelectorAll("[data-sound]")];
  tell("kith:play", { tracks: all.map(track), place: all.indexOf(sound), at, playing: true });
}

document.addEventListener("click", ({ target }) => {
  const sound = target.closest?.(".sound-play")?.closest("[data-sound]");
  if (!sound) return;
  if (now.source === sound.dataset.sound) tell("kith:player", { act: "toggle" });
  else play(sound, 0);
});
document.addEventListener("kith:seek", ({ target, detail }) => {
  const sound = target.closest("[data-sound]");
  if (!sound) return;
  if (now.source === sound.dataset.sound) tell("kith:player", { act: "seek", at: detail.at });
  else play(sound, detail.at);
});
const all = () => document.querySelectorAll("[data-sound]").forEach(show);
document.addEventListener("kith:sound", ({ detail }) => {
  const changed = new Set([now.source, detail.source]);
  now = detail;
  document.querySelectorAll("[data-sound]").forEach((sound) => changed.has(sound.dataset.sound) && show(sound));
});
document.addEventListener("htmx:after:swap", all);
