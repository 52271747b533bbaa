// A file field that sends itself by htmx (photos, as soon as they are chosen) is emptied once the server has them;
// otherwise they would go along a second time with the form around it.
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const field = ctx.sourceElement;
  if (field.matches("input[type=file]") && (ctx.response.raw.ok || ctx.response.status === 422)) field.value = "";
});
