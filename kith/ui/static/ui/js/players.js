// The player of another site takes the place of its picture when somebody asks for it, and contacts nobody before.
// Without this script, and with a key that opens a new tab, it is a link to the page.
function frameOf(link) {
  const frame = document.createElement("iframe");
  frame.className = "link-frame";
  frame.dataset.form = link.dataset.form;
  frame.title = link.dataset.title;
  frame.referrerPolicy = link.dataset.referrer;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";
  frame.src = link.dataset.player;
  return frame;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-player]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = frameOf(link);
  link.replaceWith(frame);
  frame.focus();
});
