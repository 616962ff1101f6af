// A server on this machine shows the deck as it is now. Where a browser still keeps an older one that was hosted under the
// same address, this takes its place and goes. A hosted deck has another file here, which keeps it for use without network.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(leave()))

async function leave() {
  const own = (await caches.keys()).filter(name => name.endsWith(self.registration.scope))
  await Promise.all(own.map(name => caches.delete(name)))
  await self.registration.unregister()
  const pages = await self.clients.matchAll({ type: 'window' })
  await Promise.all(pages.map(page => page.navigate(page.url).catch(() => undefined)))
}
