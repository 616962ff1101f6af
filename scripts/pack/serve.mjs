// Shows the deck in this folder to this machine alone: node serve.mjs [port]. It needs Node, and nothing else.
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, normalize } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'deck')
const port = Number(process.argv[2] ?? 3030)
/** @type {Record<string, string>} */
const types = { '.html': 'text/html;charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.pdf': 'application/pdf' }

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://deck').pathname))
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  const isThere = file.startsWith(folder) && statSync(file, { throwIfNoEntry: false })?.isFile()
  if (!isThere) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' })
  createReadStream(file).pipe(response)
})
server.listen(port, '127.0.0.1', () => {
  const address = server.address()
  const taken = typeof address === 'object' ? address?.port : port
  console.log(`Deck http://localhost:${taken}/\nPresenter http://localhost:${taken}/#/presenter/1\nCtrl+C ends it.`)
})
