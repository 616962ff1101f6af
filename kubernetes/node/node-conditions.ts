import type { NodeCondition } from '../api/objects.ts'

/**
 * What a kubelet says of its node besides whether it is ready. Memory, disk and process numbers of the model's nodes
 * never run short. Source: pkg/kubelet/nodestatus/setters.go.
 */
export function wellConditions(time: string): NodeCondition[] {
  return [
    { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available', lastTransitionTime: time },
    { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure', lastTransitionTime: time },
    { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available', lastTransitionTime: time },
  ]
}
