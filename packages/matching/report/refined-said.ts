import type { TrainedModel } from '../model/train.ts'
import type { Words } from './report-page.ts'

/** What decisions taught a model, in a sentence; nothing where it was not asked to learn from them. */
export function refinedSaid({ refined }: Pick<TrainedModel, 'refined'>, t: Words): string | undefined {
  if (refined === undefined) return undefined
  const { same, different, outcome } = refined
  return t(`matching.refined.${outcome}`, { same, different })
}
