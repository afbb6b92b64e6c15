// Loads what this page needs, and nothing else. Everything works without it.
const addresses = document.querySelector("script[data-modules]").dataset;
const needs = {
  count: "[data-count-for], [data-max-length]",
  session: "[data-words]",
  kept: "[data-words]",
  offline: "body:has([data-words]) form[data-autosave]",
  autosave: "body:has([data-words]) form[data-autosave]",
  rows: "[data-rows]",
  progress: "[data-progress][data-url]",
  filters: "form[data-filters]",
  here: "[data-here]",
  reads: "[data-read-of]",
  contents: "[data-contents]",
  marks: "[data-mark]",
};
for (const [name, selector] of Object.entries(needs)) {
  if (document.querySelector(selector)) import(addresses[`${name}Js`]);
}

document.querySelector("[data-error-summary]")?.focus();

// An anchor that moved to another page leads on to where it stands now.
const { moved } = (location.hash && document.getElementById(location.hash.slice(1))?.dataset) || {};
if (moved) location.replace(moved);

// Back to a form that was sent: it is the same one, though its page comes anew with another key.
const keys = [...document.querySelectorAll("input[name=once]")];
const [how] = performance.getEntriesByType("navigation");
if (how?.type === "back_forward" && history.state?.once?.length === keys.length) keys.forEach((field, n) => { field.value = history.state.once[n]; });
if (keys.length) history.replaceState({ ...history.state, once: keys.map((field) => field.value) }, "");

// Whoever clicks twice means it once; forms that are kept see to it themselves.
const TWICE = 15000;
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || "kept" in form.dataset || form.getAttribute("method")?.toLowerCase() !== "post") return;
  if ("sent" in form.dataset) { event.preventDefault(); return; }
  form.dataset.sent = "";
  setTimeout(() => { delete form.dataset.sent; }, TWICE);
});
addEventListener("pageshow", () => { for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent; });

// What this browser keeps belongs to whoever is signed in, and goes when they sign out.
document.querySelector("form[data-sign-out]")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  document.dispatchEvent(new Event("copies:end"));
  try {
    await (await import(addresses.unsentJs)).handOver();
    for (const name of await caches.keys()) await caches.delete(name);
  } finally {
    event.target.submit();
  }
});

// The small window in which somebody signed in again: the page that waits goes on.
if (document.querySelector("[data-came-back]")) {
  new BroadcastChannel("gmp-session").postMessage("signed in");
  close();
}
