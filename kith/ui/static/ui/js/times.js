// <time datetime="…" data-time> says the whole moment in the HTML; here it becomes "5 min ago", or "in 5 min".
const language = document.documentElement.lang;
const known = Intl.RelativeTimeFormat.supportedLocalesOf(language).length > 0;
// Few browsers know Javanese. For such a language the page brings its own words; dates are as in Indonesian, which has
// the same names of months.
const words = document.querySelector("[data-messages]")?.dataset;
const settings = { numberingSystem: "latn" }; // the digits that the server writes
const ago = new Intl.RelativeTimeFormat(language, { ...settings, numeric: "auto", style: "short" });
const whole = new Intl.DateTimeFormat(language, { ...settings, dateStyle: "long", timeStyle: "short" });
const day = new Intl.DateTimeFormat([language, "id"], { ...settings, day: "numeric", month: "short" });
const year = new Intl.DateTimeFormat([language, "id"], { ...settings, day: "numeric", month: "short", year: "numeric" });
const STEPS = [[60, 1, "second"], [3600, 60, "minute"], [86_400, 3600, "hour"], [604_800, 86_400, "day"]];

function before(number, unit) {
  if (known) return ago.format(-number, unit);
  return unit === "second" ? words?.now : words?.[unit].replace("{number}", number);
}

function relative(moment) {
  const since = (Date.now() - moment) / 1000;
  const seconds = Math.abs(since);
  if (since < 0 && !known) return undefined;
  if (seconds < 60) return before(0, "second");
  const step = STEPS.find(([below]) => seconds < below);
  if (step) return before(Math.sign(since) * Math.floor(seconds / step[1]), step[2]);
  return (moment.getFullYear() === new Date().getFullYear() ? day : year).format(moment);
}

function refresh() {
  for (const time of document.querySelectorAll("time[data-time]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    time.title ||= known ? whole.format(moment) : time.textContent;
    const text = relative(moment) ?? time.title;
    if (time.textContent !== text) time.textContent = text;
  }
}

refresh();
setInterval(refresh, 60_000);
document.addEventListener("htmx:after:swap", refresh);
