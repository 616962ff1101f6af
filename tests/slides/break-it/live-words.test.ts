import { describe, expect, test } from 'vitest'
import { requestCaption, requestLine } from '../../../slides/break-it/live-words.ts'
import { captionText } from '../../../talk/step.ts'

/** Characters that have room in a line of the caption, and in a row of the terminal: 900 pixels of 24, and 587 of 16. */
const limits = { caption: 71, row: 61 }

const long = { id: 1, verb: 'deletecollection', path: '/apis/rbac.authorization.k8s.io/v1/namespaces/kube-node-lease/rolebindings?labelSelector=app%3Dweb', user: 'kubernetes-admin', code: 200 }

describe('the spoken description of a request', () => {
  test('says verb, code, who and path', () => {
    const request = { id: 1, verb: 'list', path: '/api/v1/namespaces/default/pods?limit=500', user: 'bob', code: 403 }
    expect(requestCaption(request)).toEqual({ lead: 'list, 403.', rest: 'bob: /api/v1/namespaces/default/pods' })
    expect(requestLine(request)).toBe('403 bob list /api/v1/namespaces/default/pods')
  })

  test('leaves out the middle of a path that has no room, and keeps the end, which says what', () => {
    expect(captionText(requestCaption(long)).length).toBeLessThanOrEqual(limits.caption)
    expect(captionText(requestCaption(long))).toMatch(/^deletecollection, 200\. kubernetes-admin: \/api\S*…\S*rolebindings$/)
    expect(requestLine(long).length).toBeLessThanOrEqual(limits.row)
  })

  test('says that the user is anonymous', () => expect(requestCaption({ id: 1, verb: 'get', path: '/version', code: 401 }).rest).toBe('somebody unknown: /version'))
})
