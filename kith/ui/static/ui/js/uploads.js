// How a picked file gets to the server (`kith:send` at its tile, with { file, picks }; `kith:stop` ends it). A small one
// goes in one request, a large one in parts before it (parts.js). It ends in `kith:sent` with { html }, the server's tile,
// or in `kith:lost` with { text }, the server's words if it had some; `again` says that there is no connection.
const LARGE = 2_000_000;
const DELAYS = [0, 1000, 3000, 5000, 10_000, 20_000];
const AT_ONCE = 2; // more would only share the same line, and the server opens one picture at a time

const stops = new WeakMap(); // a tile -> what ends its sending
const whole = new WeakMap(); // a file -> the key of the upload in which all of it has arrived
const line = [];
let free = AT_ONCE;

function show(tile, part) {
  const progress = tile.querySelector("progress");
  if (part < 1) progress.value = part;
  else progress.removeAttribute("value"); // it is there; what the server does with it takes a moment
}

// The server says in plain text what is wrong with a file; the pages of other refusals are no words for a tile.
const words = (status, body) => ([413, 422, 503, 507].includes(status) && !body.startsWith("<") ? body : "");
const headers = (picks) => ({ "X-CSRFToken": picks.closest("form").elements.csrfmiddlewaretoken.value });

function post(tile, picks, body) {
  const request = new XMLHttpRequest();
  return new Promise((done, failed) => {
    stops.set(tile, () => { request.abort(); failed({}); });
    request.open("POST", picks.dataset.picks);
    Object.entries(headers(picks)).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.addEventListener("progress", (event) => show(tile, event.loaded / event.total));
    request.addEventListener("error", () => failed({}));
    request.addEventListener("load", () => {
      if (request.status === 200) done(request.responseText);
      else failed({ status: request.status, body: request.responseText });
    });
    request.send(body);
  });
}

function pause(tile, delay) {
  return new Promise((done, failed) => {
    stops.set(tile, () => failed({}));
    setTimeout(done, delay);
  });
}

// A server that has its hands full with the photos of others takes this one a little later.
async function patiently(tile, picks, body) {
  let refused;
  for (const delay of DELAYS) {
    await pause(tile, delay);
    try {
      return await post(tile, picks, body);
    } catch (lost) {
      if (lost.status !== 503) throw lost;
      refused = lost;
    }
  }
  throw refused;
}

function inParts(tile, picks, file) {
  return new Promise((done, failed) => {
    const stoppable = (stop) => stops.set(tile, () => { stop(); failed({}); });
    const detail = { file, picks, headers: headers(picks), done, failed, stoppable, show: (part) => show(tile, part) };
    tile.dispatchEvent(new CustomEvent("kith:parts", { bubbles: true, detail }));
  });
}

async function send(tile, { file, picks }) {
  const body = new FormData();
  if (file.size > LARGE || /^(video|audio)\//.test(file.type)) {
    if (!whole.has(file)) whole.set(file, await inParts(tile, picks, file));
    body.append("upload", whole.get(file));
  } else {
    body.append("file", file);
  }
  return patiently(tile, picks, body);
}

document.addEventListener("kith:send", async ({ target: tile, detail }) => {
  let stopped = false;
  stops.set(tile, () => { stopped = true; });
  if (free > 0) free -= 1;
  else await new Promise((go) => { line.push(go); });
  const tell = (name, about) => tile.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: about }));
  try {
    if (!stopped) tell("kith:sent", { html: await send(tile, detail) });
  } catch ({ status, body }) {
    tell("kith:lost", { text: words(status, body), again: !status && !navigator.onLine });
  } finally {
    if (line.length) line.shift()();
    else free += 1;
  }
});
document.addEventListener("kith:stop", ({ target }) => stops.get(target)?.());
