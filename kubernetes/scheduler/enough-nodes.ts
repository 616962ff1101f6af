/** Clusters below this size are looked at as a whole. Source: pkg/scheduler/schedule_one.go (minFeasibleNodesToFind). */
const least = 100

/** The least percentage of nodes looked for. Source: pkg/scheduler/schedule_one.go (minFeasibleNodesPercentageToFind). */
const leastPercentage = 5

/** After how many nodes that fit the search ends, in a cluster of so many. Source: pkg/scheduler/schedule_one.go (numFeasibleNodesToFind). */
export function enoughNodes(total: number): number {
  if (total < least)
    return total
  const percentage = Math.max(50 - Math.trunc(total / 125), leastPercentage)
  return Math.max(Math.trunc(total * percentage / 100), least)
}
