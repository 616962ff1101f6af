import { storedUnder } from '../../components/frame/local-storage.ts'

export interface Score {
  readonly right: number
  readonly of: number
}

function isScore(value: unknown): value is Score {
  if (typeof value !== 'object' || value === null || !('right' in value) || !('of' in value))
    return false
  const { right, of } = value
  return Number.isInteger(right) && Number.isInteger(of) && Number(right) >= 0 && Number(of) > 0 && Number(right) <= Number(of)
}

/** The score of the last time on this device. Its key is older than those of other values, and readers have it. */
export const lastScore = storedUnder(`${import.meta.env.BASE_URL} quiz`, isScore)
