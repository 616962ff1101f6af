import { describe, expect, it } from 'vitest'
import { normaliser } from '../../tools/record/normalise.ts'

describe('what the recording rewrites', () => {
  const normal = normaliser('127.0.0.1:45678')

  it('replaces the local address by that of the API server', () => {
    expect(normal('Get "https://127.0.0.1:45678/api?timeout=32s"')).toBe('Get "https://10.0.0.1:6443/api?timeout=32s"')
  })

  it('takes date, time and process number from the head of a log line', () => {
    expect(normal('a\nE1122 07:33:02.763690   10245 memcache.go:265] "x"')).toBe('a\nE0101 00:00:00.000000 1 memcache.go:265] "x"')
  })

  it('makes the order of a selector and the timeout of a watch the same in every run', () => {
    expect(normal('/pods?fieldSelector=b%3D1%2Ca%3D2&timeoutSeconds=402&watch=true')).toBe('/pods?fieldSelector=a%3D2%2Cb%3D1&timeoutSeconds=0&watch=true')
  })

  it('leaves everything else as it is', () => {
    const text = 'Error from server: Get "https://10.0.0.4:10250/containerLogs/default/web": dial tcp 10.0.0.4:10250: connect: connection refused\n'
    expect(normal(text)).toBe(text)
  })
})
