import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { comparisonOf, type Field, type FieldKind } from '../batch/fields.ts'
import type { Explained, ExplainedField } from '../batch/parse-explained.ts'
import { words } from '../batch/word-of.ts'
import { sentencesOf } from './sentences.ts'

const written = readFileSync(join(import.meta.dirname, '../messages/explained.yaml'), 'utf8')
/** The English texts, with what stands in them. */
function en(key: string, given: Readonly<Record<string, string | number>> = {}): string {
  const text = new RegExp(`^${key}:[\\s\\S]*?\\n  en: '(.*)'$`, 'm').exec(written)?.[1] ?? key
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name]))
}

function field(name: string, word: string | undefined, bits: number, more: Partial<ExplainedField> = {}): ExplainedField {
  return { field: name, own: true, word, bits, frequency: undefined, ...more }
}
function pair(p: number, fields: readonly ExplainedField[], hasHouseholds = true): Explained {
  return { a: '1', b: '2', p, w: 0, before: -20, hasHouseholds, fields }
}

test('what speaks for one person comes first, the strongest before the others, and the chance last', () => {
  const said = sentencesOf(
    pair(0.76, [
      field('given', 'same', 5),
      field('surname', 'order-of-two', 8, { own: false, frequency: 'rare' }),
      field('birth_date', 'swapped', 7),
      field('sex', 'same', 0.3),
      field('document', 'other', -4),
      field('phone', undefined, 0, { own: false }),
    ]),
    en,
  )
  expect(said).toEqual([
    'For one person: surname: the same two words in the other order (a rare value, weighs much); birth_date: day and month exchanged (weighs much); given: the same.',
    'People who live together share this too: surname.',
    'Against it: document: different.',
    'Says little: sex: the same.',
    'Not known of one or both: phone.',
    'All together: about 3 in 4 pairs like this are one person.',
  ])
})

test.each([
  [0.012, 'about 1 in 100 '],
  [0.49, 'about 1 in 2 '],
  [0.7, 'about 2 in 3 '],
  [0.985, 'about 99 in 100 '],
  [0.9999, 'almost surely'],
])('a probability of %d is %s', (p, said) => {
  expect(sentencesOf(pair(p, []), en).at(-1)).toContain(said)
})

test('every level of every kind has its words', () => {
  const kinds: readonly FieldKind[] = ['given', 'family', 'name', 'date', 'document', 'code', 'email', 'text', 'category']
  const fields = kinds.map((kind, at): Field => ({ column: kind, kind, at: `f${at}` }))
  const levels = fields.flatMap((one) => comparisonOf(one, fields).levels.map(({ name }) => name))
  // These two always have a finer word, by the values.
  const named = levels.filter((name) => name !== 'alike' && name !== 'near')
  expect([...words, ...named].filter((word) => !written.includes(`matching.words.${word}:`))).toEqual([])
})
