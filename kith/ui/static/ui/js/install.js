// The service worker (kith/ui/worker.js), and what another app has shared: text and photos for the composer.
if (document.body.dataset.member) navigator.serviceWorker?.register("/worker.js");

const composer = document.querySelector("#composer");
const sharedPhotos = new URLSearchParams(location.search).get("shared");

async function takeOver(area, field) {
  const kept = await caches.open("shared");
  const text = await (await kept.match("/shared/text"))?.text();
  if (text && !area.value.includes(text)) {
    area.value = [area.value, text].filter(Boolean).join("\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const photos = new DataTransfer();
  for (let place = 0; place < Number(sharedPhotos); place += 1) {
    const photo = await (await kept.match(`/shared/${place}`))?.blob();
    if (photo) photos.items.add(new File([photo], `shared-${place}`, { type: photo.type }));
  }
  await caches.delete("shared");
  history.replaceState(null, "", location.pathname);
  if (!photos.items.length || !field) return;
  field.files = photos.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

// After htmx has begun to listen to the field of photos.
if (composer && sharedPhotos !== null) {
  const ready = () => takeOver(composer.querySelector("textarea"), composer.querySelector("input[type=file]"));
  if (document.readyState === "complete") ready();
  else addEventListener("load", ready);
}
