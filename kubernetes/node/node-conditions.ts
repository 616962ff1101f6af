import type { NodeCondition } from '../api/objects.ts'

/** A node's conditions besides Ready: in the model nothing runs short. Source: pkg/kubelet/nodestatus/setters.go. */
export function wellConditions(time: string): NodeCondition[] {
  return [
    { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available', lastTransitionTime: time },
    { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure', lastTransitionTime: time },
    { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available', lastTransitionTime: time },
  ]
}
