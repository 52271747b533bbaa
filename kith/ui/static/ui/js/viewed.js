// What the viewer of photos (viewer.js) shows and does besides the photos: which of how many this is, its words, the way
// to the post, or to the photo's own page; videos; and the back button.
const texts = document.querySelector("#viewer")?.dataset;
const backwards = () => document.documentElement.dir === "rtl";

function counted(pswp) {
  const place = backwards() ? pswp.getNumItems() - pswp.currIndex : pswp.currIndex + 1;
  return texts.counter.replace("{number}", place).replace("{count}", pswp.getNumItems());
}

// Under the photo: its words, the way to where more is said of it, and the file to keep, whose address is beside the
// others. A link with `data-view` leads to a page of the photo.
function caption(pswp, post) {
  const words = Object.assign(document.createElement("p"), { dir: "auto" });
  const link = Object.assign(document.createElement("a"), { href: post });
  const file = Object.assign(document.createElement("a"), { textContent: texts.download, download: "" });
  const ways = document.createElement("span");
  ways.append(link, file);
  link.addEventListener("click", () => {
    history.replaceState({ ...history.state, viewer: false }, ""); // or closing would go back, and not on
    pswp.close();
  });
  const tell = (element) => {
    const { alt, element: shown, file: address } = pswp.currSlide.data;
    words.textContent = alt;
    words.hidden = !alt;
    link.textContent = shown.dataset.view ? texts.photo : texts.post;
    if (shown.dataset.view) link.href = shown.href;
    file.href = new URL("download", address);
    element.replaceChildren(words, ways);
  };
  return { name: "caption", order: 9, appendTo: "root", onInit: (element) => pswp.on("change", () => tell(element)) };
}

function count(pswp) {
  const tell = (element) => { element.textContent = pswp.getNumItems() > 1 ? counted(pswp) : ""; };
  return { name: "place", order: 5, onInit: (element) => pswp.on("change", () => tell(element)) };
}

const videoOf = (content) => content?.element?.querySelector?.("video");

// A video's own controls get what is pressed on them; it begins when it comes in sight, and rests when it leaves.
function withVideos(pswp) {
  const onVideo = (event) => event.target.closest?.("video");
  pswp.on("pointerDown", (press) => { if (onVideo(press.originalEvent)) press.preventDefault(); });
  pswp.addFilter("preventPointerEvent", (prevents, event) => prevents && !onVideo(event));
  pswp.on("contentActivate", ({ content }) => videoOf(content)?.play().catch(() => {}));
  pswp.on("contentDeactivate", ({ content }) => videoOf(content)?.pause());
}

// The back button of a phone closes the viewer, not the page. Then the focus is where it was.
function withBack(pswp, link) {
  const back = () => pswp.close();
  const focus = () => link.focus({ preventScroll: true });
  history.pushState({ ...history.state, viewer: true }, "");
  addEventListener("popstate", back);
  pswp.on("destroy", () => {
    removeEventListener("popstate", back);
    focus();
    if (!history.state?.viewer) return;
    // Going back takes it away once more, to nowhere.
    link.addEventListener("blur", ({ relatedTarget }) => { if (!relatedTarget) setTimeout(focus); }, { once: true });
    history.back();
  });
}

document.addEventListener("kith:view", ({ detail: { pswp, link } }) => {
  const post = link.closest("article, .post-original")?.querySelector("a:has(> time)")?.href ?? location.href;
  pswp.on("uiRegister", () => {
    pswp.element.ariaLabel = texts.name;
    pswp.element.ariaModal = "true";
    pswp.ui.registerElement(count(pswp));
    pswp.ui.registerElement(caption(pswp, post));
    withBack(pswp, link);
  });
  withVideos(pswp);
});
