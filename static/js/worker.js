// Opens pages that somebody was writing on, and the files they need, when the line is cut.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const isFile = new URL(request.url).pathname.startsWith("/static/");
  if (request.method !== "GET" || (request.mode !== "navigate" && !isFile)) return;
  event.respondWith(fetch(request).catch(async (error) => {
    const kept = await caches.match(request.url, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }));
});
