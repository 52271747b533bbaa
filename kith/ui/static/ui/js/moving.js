// While a sound is in the player, links lead on without leaving the page, or it would fall silent: what differs from
// page to page is put in place of what was there. Without a sound, and wherever this does not fit, the browser loads
// the page as always.
const player = document.querySelector("#player");
const PARTS = [".topbar", ".frame"];
let here = location.pathname + location.search;
let asked;

// A file that is still on its way to the server would be lost: the browser asks whether to leave (tiles.js).
const stays = () => player.hidden || document.querySelector(".pick[data-state]");
const scripts = (page) => [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join();
const alike = (page) => PARTS.every((name) => page.querySelector(name))
  && page.body.dataset.member === document.body.dataset.member
  && page.documentElement.lang === document.documentElement.lang
  && scripts(page) === scripts(document);

function put(page) {
  for (const name of PARTS) {
    const part = document.adoptNode(page.querySelector(name));
    document.querySelector(name).replaceWith(part);
    window.htmx.process(part);
  }
  const messages = document.querySelector("#messages");
  messages.replaceChildren(...page.querySelectorAll("#messages > *"));
  document.title = page.title;
  messages.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true, detail: {} }));
}

function look(hash, height) {
  document.querySelector("#main").focus({ preventScroll: true });
  const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (target) target.scrollIntoView();
  else scrollTo(0, height);
}

async function fetched(address) {
  asked?.abort();
  asked = new AbortController();
  const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/html")) throw new Error(address);
  return { url: new URL(answer.url), page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

async function move(address, { back = false, height = 0 } = {}) {
  const main = document.querySelector("#main");
  main.ariaBusy = "true";
  try {
    const { url, page } = await fetched(address);
    if (!alike(page)) throw new Error(address);
    const { hash } = new URL(address);
    if (!back) {
      history.replaceState({ ...history.state, height: scrollY }, "");
      history.pushState({}, "", url.pathname + url.search + hash);
    }
    history.scrollRestoration = "manual";
    here = location.pathname + location.search;
    put(page);
    look(hash, height);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (back) location.reload();
    else location.href = address;
  } finally {
    main.ariaBusy = null;
  }
}

// Links within the site that nothing else looks after.
function leads(link) {
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return false;
  if ([...link.attributes].some(({ name }) => /^(data-)?hx-/.test(name))) return false;
  return !(link.hash && link.pathname + link.search === here);
}

if (player) {
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (stays() || event.defaultPrevented || event.button || !link || !leads(link)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    move(link.href);
  });
  addEventListener("submit", (event) => {
    const form = event.target;
    if (stays() || event.defaultPrevented || form.method !== "get") return;
    event.preventDefault();
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form, event.submitter)).toString();
    move(address.href);
  });
  addEventListener("popstate", ({ state }) => {
    if (location.pathname + location.search !== here) move(location.href, { back: true, height: state?.height ?? 0 });
  });
}
