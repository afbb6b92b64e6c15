// A page on which somebody writes opens without a line, too: as it was when it was last read.
const words = document.querySelector("[data-words]").dataset;
const own = `pages:${words.user}`;
const SOON = 500, LATER = 8000;
let timer, isOver = false;
document.addEventListener("copies:end", () => { isOver = true; });

async function keepPage() {
  // Not on to the page that signs in: it brings a token, and whoever has it open has another one.
  const page = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
  // Somebody else may have signed in meanwhile: their page belongs into no copy of this person.
  const isOwn = page.ok && (await page.clone().text()).includes(`data-user="${words.user}"`);
  if (isOver) return;
  const cache = await caches.open(own);
  if (isOwn) await cache.put(location.pathname + location.search, page);
  const files = new Set(performance.getEntriesByType("resource").map((one) => one.name).filter((one) => new URL(one).pathname.startsWith("/static/")));
  for (const file of files) if (!isOver && !(await cache.match(file))) await cache.add(file);
}

export function remember(pause = LATER) {
  clearTimeout(timer);
  timer = setTimeout(() => keepPage().catch(() => {}), pause);
}

export async function start(banner) {
  addEventListener("offline", () => banner(true));
  addEventListener("online", () => banner(false));
  if (!("serviceWorker" in navigator)) return;
  for (const name of await caches.keys()) if (name !== own) await caches.delete(name);
  navigator.serviceWorker.register(words.worker).catch(() => {});
  setTimeout(() => keepPage().catch(() => banner(true)), SOON);
}
