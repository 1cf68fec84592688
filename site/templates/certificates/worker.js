{% comment %}Variables: files, the addresses to keep as JSON; the first is the page.{% endcomment %}// Keeps the page that verifies certificates, and its files, for when there is no network. It sees requests
// below its own folder and of that page alone, and answers only those it keeps.
"use strict";

const FILES = {{ files|safe }};
const STORE = "certificates-v1";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(STORE)
      .then((store) => store.addAll(FILES.map((file) => new Request(file, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

async function forgetOthers() {
  const store = await caches.open(STORE);
  const kept = FILES.map((file) => new URL(file, self.location).href);
  for (const request of await store.keys()) {
    if (!kept.includes(request.url)) await store.delete(request);
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin || url.search) return;
  if (FILES.includes(url.pathname)) event.respondWith(freshOrKept(event.request, url.pathname));
});

// What the network has is newer; what is kept is there.
async function freshOrKept(request, path) {
  const store = await caches.open(STORE);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await store.put(path, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await store.match(path);
    if (kept) return kept;
    throw error;
  }
}
