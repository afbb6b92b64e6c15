// Loads what this page needs, and nothing else. Everything works without it.
const addresses = document.querySelector("script[data-modules]").dataset;
const needs = {
  count: "[data-count-for]",
  autosave: "form[data-autosave]",
  rows: "[data-rows]",
  progress: "[data-progress][data-url]",
  filters: "form[data-filters]",
  here: "[data-here]",
};
for (const [name, selector] of Object.entries(needs)) {
  if (document.querySelector(selector)) import(addresses[`${name}Js`]);
}

document.querySelector("[data-error-summary]")?.focus();

// What autosave keeps in this browser belongs to whoever is signed in.
document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
});
