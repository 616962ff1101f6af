// Shows the deck in this folder to this machine alone: node serve.mjs [port] [--open]. It needs Node, and nothing else.
import { spawn } from 'node:child_process'
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'deck')
const [requested] = process.argv.slice(2).filter(each => /^\d+$/.test(each))
let port = Number(requested ?? 3030)
/** @type {Record<string, string>} */
const types = { '.html': 'text/html;charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.pdf': 'application/pdf' }

/**
 * The file of an address; undefined where there is none, or the address is broken.
 * @param {string} url
 */
function fileOf(url) {
  try {
    const path = normalize(decodeURIComponent(new URL(url, 'http://deck').pathname))
    const file = join(folder, /[/\\]$/.test(path) ? `${path}index.html` : path)
    return file.startsWith(folder + sep) && statSync(file).isFile() ? file : undefined
  }
  catch {
    return undefined
  }
}

const server = createServer((request, response) => {
  const file = fileOf(request.url ?? '/')
  if (file === undefined) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' })
  createReadStream(file).pipe(response)
})
server.on('error', (error) => {
  const isTaken = 'code' in error && error.code === 'EADDRINUSE'
  if (!isTaken || requested !== undefined || port >= 3130)
    throw error
  // Something else has it, perhaps this deck already.
  server.listen(++port, '127.0.0.1')
})
server.on('listening', () => {
  const address = server.address()
  const url = `http://localhost:${typeof address === 'object' ? address?.port : port}/`
  console.log(`Deck ${url}\nPresenter ${url}#/presenter/1\nCtrl+C ends it.`)
  if (process.argv.includes('--open'))
    openBrowser(url)
})
server.listen(port, '127.0.0.1')

/** @param {string} url */
function openBrowser(url) {
  const [program, ...args] = process.platform === 'win32' ? ['cmd', '/c', 'start', '', url] : [process.platform === 'darwin' ? 'open' : 'xdg-open', url]
  const browser = spawn(program ?? '', args, { stdio: 'ignore' })
  browser.on('error', () => console.log('Open that address in a browser.'))
}
