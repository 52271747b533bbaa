// <a data-view> in a [data-photos] opens its photo, or video, over the page, with the others beside it. Its library and
// that one's style sheet come with the first photo that is opened; what it needs to say is at #viewer. Without scripts
// the link leads to the file itself. Before it opens, `kith:view` is said with { pswp, link }: viewed.js adds to it.
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

// What the browser has chosen for the small picture it gets for the large one too: AVIF where it knows that.
function slide(link) {
  const photo = link.querySelector("img");
  const video = link.querySelector("template");
  if (video) return { html: video.innerHTML, element: link, alt: photo?.alt ?? "" };
  const modern = /\.avif$/.test(photo.currentSrc) && link.querySelector("source");
  return {
    element: link,
    src: link.href,
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
  const slides = links.map(slide);
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
