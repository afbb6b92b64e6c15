// Counts words exactly as gmp_portal/ui/word_count.py does; tests run both on the same texts.
const IDEOGRAPH =
  "\\u3005\\u3007\\u3021-\\u3029\\u3038-\\u303b" +
  "\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fd-\\u30ff\\u31f0-\\u31ff\\uff66-\\uff6f\\uff71-\\uff9d" +
  "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3fffd}";
const LETTER = `(?:(?![${IDEOGRAPH}])[\\p{L}\\p{N}])`;
const WORD = new RegExp(`[${IDEOGRAPH}]|${LETTER}+(?:['\\u2019\\-\\u2010\\u2011.,:/@&+]${LETTER}+)*`, "gu");
const IGNORED = /[\p{Mn}\p{Me}\p{Cf}]/gu;

export function countWords(text) {
  return (text.normalize("NFC").replace(IGNORED, "").match(WORD) ?? []).length;
}

function watch(counter) {
  const field = document.getElementById(counter.dataset.countFor);
  if (!field) return;
  const spoken = document.querySelector(`[data-count-spoken="${CSS.escape(field.id)}"]`);
  const { left, leftOne, over, overOne, limit } = counter.dataset;
  // One count stands in the bar that stays in sight; of several each stays at its field.
  const bar = field.form?.querySelector(".sticky");
  if (bar && field.form.querySelectorAll("[data-count-for]").length === 1) bar.append(counter);
  let timer, said = (text) => text;
  const show = () => {
    const rest = Number(limit) - countWords(said(field.value));
    const sentence = rest < 0 ? (rest === -1 ? overOne : over) : (rest === 1 ? leftOne : left);
    counter.textContent = sentence.replace("{n}", Math.abs(rest));
    counter.classList.toggle("over", rest < 0);
  };
  const count = () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(() => { if (spoken) spoken.textContent = counter.textContent; }, 1000);
  };
  field.addEventListener("input", count);
  // What was typed before this script was there is told, too.
  if (field.value === field.defaultValue) show();
  else count();
  // Signs and addresses are no words.
  if (field.dataset.signs) import(field.dataset.signs).then(({ countable }) => { said = countable; show(); });
}

// Nothing is cut: what is too long stays, and the field says by how much. Lines end as they are sent.
function measure(field) {
  const words = document.querySelector("[data-words]")?.dataset;
  if (!words) return;
  const limit = Number(field.dataset.maxLength);
  const figure = (number) => number.toLocaleString(document.documentElement.lang);
  const said = Object.assign(document.createElement("p"), { className: "count over", hidden: true });
  said.setAttribute("role", "status");
  field.after(said);
  const show = () => {
    const length = [...field.value.replace(/\r?\n/g, "\r\n").trim()].length;
    said.hidden = length <= limit;
    const sentence = words.long.replace("{length}", figure(length)).replace("{limit}", figure(limit));
    said.textContent = said.hidden ? "" : sentence.replace("{over}", figure(length - limit));
  };
  field.addEventListener("input", show);
  show();
}

function attach(place) {
  place.querySelectorAll("[data-count-for]").forEach(watch);
  place.querySelectorAll("[data-max-length]").forEach(measure);
}

if (typeof document !== "undefined") {
  attach(document);
  for (const name of ["rows:added", "form:added"]) document.addEventListener(name, (event) => attach(event.target));
}
