// <textarea maxlength="10000" aria-describedby="…"> with <output data-count-of="id of the textarea">: how many
// characters are left, shown from the last tenth on.
document.addEventListener("input", ({ target }) => {
  if (!target.matches("textarea[maxlength]") || !target.id) return;
  const output = document.querySelector(`[data-count-of="${CSS.escape(target.id)}"]`);
  if (!output) return;
  const left = target.maxLength - target.value.length;
  output.textContent = left <= target.maxLength / 10 ? left.toLocaleString(document.documentElement.lang, { numberingSystem: "latn" }) : "";
});
