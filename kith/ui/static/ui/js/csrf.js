// Every htmx request that writes carries the token of the page's cookie.
document.addEventListener("htmx:config:request", (event) => {
  const request = event.detail.ctx.request;
  if (/^(GET|HEAD)$/.test(request.method)) return;
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  request.headers["X-CSRFToken"] = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? token ?? "";
});
