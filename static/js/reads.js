// Shows beside a field how the portal reads what is typed in it.
const show = async (place) => {
  const field = document.getElementById(place.dataset.readOf);
  if (!field || place.closest("details:not([open])")) return;
  const token = field.form?.elements.csrfmiddlewaretoken?.value ?? "";
  const body = new URLSearchParams({ [place.dataset.kind]: field.value });
  try {
    const response = await fetch(place.dataset.url, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
  } catch { /* the line is down: the next time */ }
};
let timer;
document.addEventListener("input", ({ target }) => {
  clearTimeout(timer);
  timer = setTimeout(() => document.querySelectorAll(`[data-read-of="${CSS.escape(target.id)}"]`).forEach(show), 400);
});
document.addEventListener("toggle", ({ target }) => target.querySelectorAll("[data-read-of]").forEach(show), true);
