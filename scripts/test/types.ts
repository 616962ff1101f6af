import { runNode } from '../support/command.ts'
import { toolPath } from '../support/project.ts'
import { ownComplaints } from './own-complaints.ts'

const { ok, output } = await runNode([toolPath('vue-tsc/bin/vue-tsc.js'), '--noEmit', '--pretty', 'false'])
const complaints = ownComplaints(output)
// A compiler that breaks says nothing of any file.
process.exitCode = ok || (complaints === '' && output.includes('error TS')) ? 0 : 1
console.log(process.exitCode === 0 ? complaints : complaints || output)
