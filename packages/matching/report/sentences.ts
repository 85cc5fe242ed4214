import type { Explained, ExplainedField } from '../batch/parse-explained.ts'
import type { Words } from './report-page.ts'

/** Less than this says little, for or against. */
const little = 0.5
/** From here on it speaks strongly. */
const strong = 6

/** Chances that people can picture, from the least. */
const chances: readonly (readonly [number, number])[] = [
  [1, 1000],
  [1, 100],
  [1, 20],
  [1, 10],
  [1, 5],
  [1, 4],
  [1, 3],
  [1, 2],
  [2, 3],
  [3, 4],
  [4, 5],
  [9, 10],
  [19, 20],
  [99, 100],
  [999, 1000],
]

/** Why two records are held to be one person or not, sentence by sentence: what speaks for it, what against, what is not known, the chance. */
export function sentencesOf(pair: Explained, t: Words): readonly string[] {
  const told = pair.fields.filter(({ word }) => word !== undefined).toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
  const list = (fields: readonly ExplainedField[]): string => fields.map((one) => phrase(one, t)).join('; ')
  const sentence = (key: string, fields: readonly ExplainedField[]): readonly string[] =>
    fields.length === 0 ? [] : [t(`matching.explained.${key}`, { list: list(fields) })]
  const [speaksFor, against] = [told.filter(({ bits }) => bits >= little), told.filter(({ bits }) => bits <= -little)]
  const shared = speaksFor.filter(({ own }) => !own).map(({ field }) => field)
  const unknown = pair.fields.filter(({ word }) => word === undefined).map(({ field }) => field)
  const names = (fields: readonly string[]): Readonly<Record<string, string>> => ({ list: fields.join(', ') })
  return [
    ...sentence('for', speaksFor),
    ...(pair.hasHouseholds && shared.length > 0 ? [t('matching.explained.shared', names(shared))] : []),
    ...sentence('against', against),
    ...sentence(
      'little',
      told.filter(({ bits }) => Math.abs(bits) < little),
    ),
    ...(unknown.length > 0 ? [t('matching.explained.unknown', names(unknown))] : []),
    chanceOf(pair.p, t),
  ]
}

function phrase({ field, word, bits, frequency }: ExplainedField, t: Words): string {
  const notes = [
    ...(frequency === undefined ? [] : [t(`matching.explained.${frequency}`)]),
    ...(Math.abs(bits) >= strong ? [t('matching.explained.strong')] : []),
  ]
  const said = `${field}: ${t(`matching.words.${word ?? 'other'}`)}`
  return notes.length === 0 ? said : `${said} (${notes.join(', ')})`
}

/** The chance in words: “about 3 in 4”; the nearest by its odds. */
function chanceOf(p: number, t: Words): string {
  if (p > 0.9995) return t('matching.explained.nearly-sure')
  const odds = (share: number): number => Math.log(share / (1 - share))
  const own = odds(Math.min(0.9995, Math.max(0.0005, p)))
  const [part, of] = chances.reduce((best, one) =>
    Math.abs(odds(one[0] / one[1]) - own) < Math.abs(odds(best[0] / best[1]) - own) ? one : best,
  )
  return t('matching.explained.chance', { part, of })
}
