import type { Explained } from '../batch/parse-explained.ts'
import { safe, steps } from './draw.ts'
import type { Words } from './report-page.ts'
import { sentencesOf } from './sentences.ts'

/** Less than so many bits are not drawn as a step of their own. */
const least = 0.05

/** A pair, folded: in words, and step by step from what was thought before looking to what is thought at the end. */
export function pairShown(pair: Explained, t: Words): string {
  const { a, b, p, w, before, fields } = pair
  const known = fields.filter(({ word }) => word !== undefined)
  // One person stands against strangers and against people who live together: what those take away is the rest.
  const rest = w - before - known.reduce((sum, { bits }) => sum + bits, 0)
  const drawn = steps(
    [
      { label: t('matching.report.before'), bits: before },
      ...known.map(({ field, word, bits }) => ({ label: `${field}: ${t(`matching.words.${word ?? 'other'}`)}`, bits })),
      ...(Math.abs(rest) < least ? [] : [{ label: t('matching.report.household'), bits: rest }]),
    ],
    { title: `${a} ${b}`, together: t('matching.report.together') },
  )
  const sentences = sentencesOf(pair, t).map((one) => `<li>${safe(one)}</li>`)
  return `<details><summary>${safe(a)} · ${safe(b)}: ${p.toFixed(3)}</summary><ul>${sentences.join('')}</ul>${drawn}</details>`
}
