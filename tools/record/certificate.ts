import { execute } from './execute.ts'

/**
 * A key and a certificate for the local server, both in one PEM text, good for a day. Over plain HTTP kubectl would send
 * no credentials and print other addresses. Throws if openssl is missing.
 */
export async function selfSigned(): Promise<string> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', '-']
  const { exitCode, stdout, stderr } = await execute('openssl', ['req', '-x509', ...key, '-days', '1', '-subj', '/CN=kube-apiserver'])
  if (exitCode !== 0)
    throw new Error(`openssl could not make a certificate:\n${stderr}`)
  return stdout
}
