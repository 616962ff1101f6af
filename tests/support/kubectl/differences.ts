/** Commands of the recorded session that print something else here, by their number, and why. */
export const differences: ReadonlyMap<number, string> = new Map([
  [24, 'The recorded user showed a certificate, whose digest is told. Users of this server show tokens, of which nothing is.'],
  [94, 'Containers are only modelled: nothing can be executed in them. The answer says so.'],
  [95, 'Containers are only modelled: there is nothing to attach to.'],
  [96, 'Containers are only modelled: there is no port to forward to.'],
  [97, 'Containers are only modelled: kubectl cp runs tar in them.'],
  [99, 'Containers are only modelled: none can be added to a Pod that runs.'],
  [219, 'The kubelet of the model tells the end of containers and that of their sandbox in one report, where the recorded one makes two.'],
  [221, 'What is recorded tells of parts that the model has not (an autoscaler without metrics, the repair of Service addresses), and puts similar Events together, which the model does not.'],
])
