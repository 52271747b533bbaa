// The service worker: a page for when there is no connection, and what another app shares into the composer.
// It keeps nothing of a member: only the offline page, which is the same for all, and what that page is drawn with.
const KEPT = "offline";
const OFFLINE = "/offline/";
const SHARED = "shared";
const COMPOSER = "/posts/new";
let refreshed = false;

// Kept anew each time the worker wakes: language, look and style sheets change. The connection may end meanwhile: the
// parts come all together or not at all, and the earlier page stays whole until they are there.
async function keepOfflinePage() {
  const page = await fetch(OFFLINE);
  if (!page.ok) return;
  const html = await page.clone().text();
  const parts = [...html.matchAll(/(?:href|src)="(\/(?:static|accent)\/[^"#]+)/g)].map((found) => found[1]);
  const kept = await caches.open(KEPT);
  await kept.addAll([...new Set(parts)]);
  await kept.put(OFFLINE, page);
  const needed = new Set([OFFLINE, ...parts].map((part) => new URL(part, location).href));
  const stale = (await kept.keys()).filter(({ url }) => !needed.has(url));
  await Promise.all(stale.map((part) => kept.delete(part)));
}

async function navigated(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

// A form from outside has no token, so it never reaches the server: the composer's page takes it from here.
async function takeShared(request) {
  const form = await request.formData();
  const text = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean).join("\n");
  await caches.delete(SHARED);
  const kept = await caches.open(SHARED);
  await kept.put("/shared/text", new Response(text));
  const photos = form.getAll("photos");
  for (const [place, photo] of photos.entries()) {
    await kept.put(`/shared/${place}`, new Response(photo, { headers: { "Content-Type": photo.type } }));
  }
  return Response.redirect(`${COMPOSER}?shared=${photos.length}`, 303);
}

addEventListener("install", (event) => event.waitUntil(keepOfflinePage().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method === "POST" && address.pathname === COMPOSER) {
    event.respondWith(takeShared(request));
  } else if (request.mode === "navigate") {
    event.respondWith(navigated(request));
    if (!refreshed) event.waitUntil(keepOfflinePage().then(() => { refreshed = true; }, () => {}));
  } else if (/^\/(static|accent)\//.test(address.pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
