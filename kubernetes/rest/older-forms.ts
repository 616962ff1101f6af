import type { Api } from './api.ts'
import { accepted } from './http.ts'

const older = (text: string): string => text.replace(/"apiVersion":"meta\.k8s\.io\/v1"|^ *apiVersion: meta\.k8s\.io\/v1$/gm, version => version.replace('/v1', '/v1beta1'))

/** Answers in the older version of tables and of metadata alone where that is wanted first. Source: apiserver/pkg/endpoints/apiserver.go (AllowsMediaTypeTransform). */
export function withOlderForms(handle: Api['handle']): Api['handle'] {
  return (request) => {
    const [first] = accepted(request.headers.accept)
    if (first?.parameters.g !== 'meta.k8s.io' || first.parameters.v !== 'v1beta1')
      return handle(request)
    const answer = handle({ ...request, headers: { ...request.headers, accept: request.headers.accept?.replaceAll('v=v1beta1', 'v=v1') } })
    const { stream } = answer ?? {}
    return answer && { ...answer, body: older(answer.body), ...(stream && { stream: sink => stream({ end: sink.end, write: text => sink.write(older(text)) }) }) }
  }
}
