// Files for a form come by choosing them, by a drop on it or by a paste into it. Each way ends in the event `kith:pick`
// at the form's [data-picks], with { files }; what is done with them is in uploads.js.
function give(form, files) {
  const picks = form?.querySelector("[data-picks]");
  if (!picks || !files.length) return false;
  picks.dispatchEvent(new CustomEvent("kith:pick", { bubbles: true, detail: { files: [...files] } }));
  return true;
}

const over = (event) => event.dataTransfer?.types.includes("Files") && event.target.closest?.("form:has([data-picks])");
const stop = () => document.querySelectorAll("form[data-over]").forEach((form) => { delete form.dataset.over; });

document.addEventListener("change", ({ target }) => {
  // Emptied, or they would go along a second time with the form.
  if (target.matches("[data-picker]") && give(target.form, target.files)) target.value = "";
});
document.addEventListener("paste", (event) => {
  if (give(event.target.form, event.clipboardData.files)) event.preventDefault();
});
document.addEventListener("dragover", (event) => {
  const form = over(event);
  stop();
  if (!form) return;
  event.preventDefault();
  form.dataset.over = "yes";
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) stop(); });
document.addEventListener("drop", (event) => {
  const form = over(event);
  stop();
  if (form && give(form, event.dataTransfer.files)) event.preventDefault();
});
