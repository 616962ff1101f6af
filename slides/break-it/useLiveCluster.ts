import { inject, onMounted, onUnmounted, shallowRef } from 'vue'
import { routerKey } from 'vue-router'
import type { LiveMessage, LiveOrder, LiveView, RequestPath } from './live.ts'

/** For how long a box stays lit, and how long until a lost server is tried again, in milliseconds. */
const LIT_MS = 1400
const RETRY_MS = 1000

/** Follows the cluster that the server keeps alive, for as long as the component is there. */
export function useLiveCluster() {
  const router = inject(routerKey)
  /** Undefined until the server has told, and where it is lost. */
  const view = shallowRef<LiveView>()
  /** Boxes that are lit, and how many others are lit before each. */
  const lit = shallowRef<ReadonlyMap<string, number>>(new Map())
  /** What the server did not do, and why; empty once it does something. */
  const refused = shallowRef('')
  let socket: WebSocket | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  const timers = new Set<ReturnType<typeof setTimeout>>()

  function light(path: RequestPath): void {
    lit.value = new Map([...lit.value, ...path.map((box, index) => [box, lit.value.get(box) ?? index] as const)])
    const timer = setTimeout(() => {
      timers.delete(timer)
      lit.value = new Map([...lit.value].filter(([box]) => !path.includes(box)))
    }, LIT_MS)
    timers.add(timer)
  }

  function take(message: LiveMessage): void {
    if (message.kind === 'cluster')
      view.value = { ...message.view, stopped: new Set(message.view.stopped) }
    else if (message.kind === 'ways')
      message.ways.forEach(light)
    else
      refused.value = message.message
  }

  function open(): void {
    const address = new URL('cluster', new URL('.', new URL(router?.resolve('/').href ?? '/', location.href)))
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    socket = new WebSocket(address)
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => take(JSON.parse(data) as LiveMessage))
    socket.addEventListener('close', () => {
      view.value = undefined
      retry = setTimeout(open, RETRY_MS)
    })
  }

  onMounted(open)
  onUnmounted(() => {
    timers.forEach(clearTimeout)
    const last = socket
    socket = undefined
    last?.addEventListener('close', () => clearTimeout(retry))
    last?.close()
    clearTimeout(retry)
  })
  return {
    view,
    lit,
    refused,
    order: (order: LiveOrder) => {
      refused.value = ''
      if (socket?.readyState === WebSocket.OPEN)
        socket.send(JSON.stringify(order))
    },
  }
}
