// Keeps the field pages alive without a connection: the shell and the hashed assets are served from the cache,
// the API never is (the page keeps its own queue and its own copy of today's work).
const CACHE = 'luyue-shell-1'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
  event.waitUntil(Promise.all([old, self.clients.claim()]))
})

// The first visit loads before this worker controls the page, so the page says which files it already has.
self.addEventListener('message', (event) => {
  // The gateway answers its page only to those who ask for HTML, which a worker's own request does not.
  const asked = (url) => (url === '/' ? new Request(url, { headers: { Accept: 'text/html' } }) : url)
  if (event.data?.keep) event.waitUntil(caches.open(CACHE).then((cache) => Promise.allSettled(event.data.keep.map((url) => cache.add(asked(url))))))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/v1/')) return
  if (request.mode === 'navigate') event.respondWith(pageOf(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(assetOf(request))
})

async function pageOf(request) {
  const cache = await caches.open(CACHE)
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await cache.put('/', fresh.clone())
    return fresh
  } catch {
    return (await cache.match('/')) ?? Response.error()
  }
}

async function assetOf(request) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await cache.put(request, fresh.clone())
  return fresh
}
