// Keeps the check-in page for times without a network. Everything else goes past it.
"use strict";
const KEPT = "check-in-1";
const FILES = {{ files|safe }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { pathname, search } = new URL(event.request.url);
  if (event.request.method !== "GET" || search || !FILES.includes(pathname)) return;
  event.respondWith(
    fetch(event.request)
      .then((answer) => {
        const copy = answer.clone();
        if (answer.ok) caches.open(KEPT).then((cache) => cache.put(pathname, copy));
        return answer;
      })
      .catch(() => caches.match(pathname))
  );
});
