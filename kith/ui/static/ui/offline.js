// The page without a connection leads back by itself: its address is still that of the page that was asked for.
async function tryAgain() {
  try {
    await fetch(location.href, { method: "HEAD", cache: "no-store" });
    location.reload();
  } catch { /* still none */ }
}

if (!location.pathname.startsWith("/offline/")) {
  addEventListener("online", tryAgain);
  setInterval(tryAgain, 3000);
}
