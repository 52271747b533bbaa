// <a data-view> in a [data-photos] opens its photo, or video, over the page, with the others beside it. Its library and
// that one's style sheet come with the first photo that is opened; what it needs to say is at #viewer. Without scripts
// the link leads to the file itself; or to the photo's own page, and then the file's address is in `data-view`.
// Before it opens, `kith:view` is said with { pswp, link }: viewed.js adds to it.
const texts = document.querySelector("#viewer")?.dataset;
let library;

function styled(href) {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((done, failed) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", failed);
    document.head.append(sheet);
  });
}

function load() {
  library ??= Promise.all([import(texts.script), styled(texts.sheet)]).then(([made]) => made.default);
  library.catch(() => { library = undefined; });
  return library;
}

// What the browser has chosen for the small pictures it gets for the large ones too: AVIF where it knows that.
const knowsAvif = (links) => links.some((link) => /\.avif$/.test(link.querySelector("img")?.currentSrc));

function slide(link, avif) {
  const photo = link.querySelector("img");
  const video = link.querySelector("template");
  const file = new URL(link.dataset.view || link.href, link.href).href;
  if (video) return { html: video.innerHTML, element: link, file, alt: photo?.alt ?? "" };
  const modern = avif && link.querySelector("source");
  return {
    element: link,
    file,
    src: file,
    srcset: (modern || photo).srcset,
    width: Number(photo.getAttribute("width")),
    height: Number(photo.getAttribute("height")),
    msrc: photo.currentSrc,
    alt: photo.alt,
    thumbCropped: true,
  };
}

const backwards = () => document.documentElement.dir === "rtl";

function options(links, link) {
  const avif = knowsAvif(links);
  const slides = links.map((each) => slide(each, avif));
  // In a language that is read from the right, the next photo is the one to the left.
  const ordered = backwards() ? slides.reverse() : slides;
  const [previous, next] = backwards() ? [texts.next, texts.previous] : [texts.previous, texts.next];
  return {
    dataSource: ordered,
    index: ordered.findIndex((each) => each.element === link),
    loop: false,
    counter: false,
    bgOpacity: 0.94,
    showHideAnimationType: matchMedia("(prefers-reduced-motion: reduce)").matches ? "none" : "zoom",
    closeTitle: texts.close,
    zoomTitle: texts.zoom,
    arrowPrevTitle: previous,
    arrowNextTitle: next,
    errorMsg: texts.error,
  };
}

async function open(link) {
  const PhotoSwipe = await load();
  const links = [...link.closest("[data-photos]").querySelectorAll("[data-view]")];
  const pswp = new PhotoSwipe(options(links, link));
  document.dispatchEvent(new CustomEvent("kith:view", { detail: { pswp, link } }));
  pswp.init();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-view]");
  if (!link || !texts || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link).catch(() => { location.href = link.href; });
});
