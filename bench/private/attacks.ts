import {
  createEncoder,
  hardenings,
  keyBits,
  normaliseName,
  shareOut,
  soundOf,
  weightOf,
  type Folds,
  type Hardening,
} from '@convive/matching'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { print } from '../figures.ts'
import { generate } from '../matching/generate.ts'
import { attackByCounting, attackByPatterns, type Features } from './attack.ts'

type Person = Readonly<Record<string, string>>

const columns = [
  ['given_names', 'given'],
  ['family_names', 'family'],
  ['sex', 'category'],
  ['birth_date', 'date'],
  ['nationality', 'category'],
  ['document', 'document'],
  ['phone', 'code'],
  ['mother_name', 'name'],
  ['place', 'text'],
] as const

/** The commonest values that the attack by counting tries to read. */
const most = 50

/**
 * What two simple attacks read out of keys, by somebody without the secret who knows a population drawn by the same generator from another seed:
 * that is as much as anybody could know, and more than a neutral party should.
 */
export async function printAttacks(folder: string, records: number): Promise<void> {
  const [hidden, open] = [await people(folder, { records, seed: 4 }), await people(folder, { records, seed: 5 })]
  for (const { what, salted, hardening } of ways()) {
    const keys = concealed(hidden.map(first), ['given_names'], { salted, hardening })
    const valuesOf = (all: readonly Person[]): readonly string[] =>
      all.map((one) => `${first(one)['given_names']}${salted ? `|${yearOf(one)}` : ''}`)
    const { right, among, guesses } = attackByCounting({ keys, values: valuesOf(hidden) }, valuesOf(open), most)
    print(
      `attack by counting on one given name, ${what}`,
      `${right} of the ${guesses} commonest read; ${among} as one of five`,
      'none set',
    )
  }
  const [hiddenFeatures, openFeatures] = [featuresOf(hidden), featuresOf(open)]
  const all = columns.map(([column]) => column)
  for (const { what, salted, hardening } of ways()) {
    const keys = concealed(hidden, all, { salted, hardening })
    const different = new Set(keys.map((key) => Buffer.from(key).toString('base64'))).size
    const { right, among, guesses, records: read } = attackByPatterns(keys, hiddenFeatures, openFeatures)
    print(
      `attack by patterns on ${all.length} columns, ${what}`,
      `${right} of ${guesses} groups of bits read; ${among} as one of five: of ${read} records`,
      `none set (${different} keys of ${keys.length} differ)`,
    )
  }
}

function ways(): readonly { readonly what: string; readonly salted: boolean; readonly hardening: Hardening }[] {
  return [false, true].flatMap((salted) =>
    hardenings.map((hardening) => ({ salted, hardening, what: `${hardening}, ${salted ? 'salted' : 'no salt'}` })),
  )
}

async function people(
  folder: string,
  { records, seed }: { readonly records: number; readonly seed: number },
): Promise<readonly Person[]> {
  const input = join(folder, `people-${seed}.csv`)
  await generate({ generator: 'A', records, seed }, { input, truth: `${input}.truth` })
  // No cell holds a comma: the generator wrote the file.
  const [heading = [], ...lines] = readFileSync(input, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const read = lines.map((cells): Person => Object.fromEntries(heading.map((name, at) => [name, cells[at] ?? ''])))
  return read
}

function concealed(
  all: readonly Person[],
  used: readonly string[],
  { salted, hardening }: { readonly salted: boolean; readonly hardening: Hardening },
): readonly Uint8Array[] {
  const own = columns.filter(([column]) => used.includes(column))
  const fields = shareOut(
    own.map(([name, kind]) => ({ name, kind, weight: weightOf[kind] })),
    hardening,
  )
  const by = { secret: new Uint8Array(createHash('sha256').update('nobody knows').digest()), project: 'attacked' }
  const encode = createEncoder(by, { bits: keyBits, hardening, salt: salted ? 'birth_date' : undefined, fields })
  return all.map((one) =>
    encode(
      folds(
        one,
        fields.map(({ name }) => name),
      ),
      salted ? yearOf(one) : '',
    ),
  )
}

function folds(person: Person, names: readonly string[]): Folds {
  return names.map((name) => {
    const value = person[name] ?? ''
    if (value === '') return undefined
    if (['birth_date', 'document', 'phone'].includes(name))
      return { x: value.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), s: undefined }
    const words = normaliseName(value)
    return words.length === 0 ? undefined : { x: words.join(' '), s: words.map(soundOf).join(' ') }
  })
}

/** Nobody but their first given name. */
function first(person: Person): Person {
  return { ...person, given_names: normaliseName(person['given_names'] ?? '')[0] ?? '' }
}

function yearOf(person: Person): string {
  return person['birth_date']?.slice(0, 4) ?? ''
}

/** What an attacker would look for: pairs of letters in names, sex, nationality, digits of the birth date. */
function featuresOf(all: readonly Person[]): Features {
  return all.map((person) => {
    const lettersOf = (column: string): readonly string[] =>
      normaliseName(person[column] ?? '').flatMap((word) =>
        Array.from(`_${word}_`, (sign, at) => `${column} ${sign}${`_${word}_`[at + 1] ?? ''}`).slice(0, -1),
      )
    const digits = Array.from((person['birth_date'] ?? '').replaceAll('-', ''), (digit, at) => `birth ${at} ${digit}`)
    const whole = ['sex', 'nationality'].map((column) => `${column} ${person[column]}`)
    return new Set([...['given_names', 'family_names', 'mother_name', 'place'].flatMap(lettersOf), ...digits, ...whole])
  })
}
