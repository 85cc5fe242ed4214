import { normaliseName } from '../normalise.ts'
import type { Shared } from '../model/estimate.ts'
import { soundOf } from '../sound.ts'
import { lettersOf } from '../levels/level-to-sql.ts'
import type { ComparisonOf, Level, Test } from '../levels/level.ts'

/** What a column of a file is about. */
export type FieldKind = 'given' | 'family' | 'name' | 'date' | 'document' | 'code' | 'email' | 'text' | 'category'

/** A column of the file, as it is compared. `at` names its columns: `f3_x`. */
export type Field = { readonly column: string; readonly kind: FieldKind; readonly at: string }

/** Columns made of one value, with their types in SQL. A value that says nothing gives nulls. */
export type Made = Readonly<Record<string, string | number | readonly string[] | null>>

const types = {
  x: 'varchar',
  s: 'varchar',
  i: 'varchar',
  w: 'varchar[]',
  y: 'integer',
  md: 'varchar',
  dm: 'varchar',
  ym: 'varchar',
  h: 'varchar',
  t: 'varchar',
  b: 'integer',
} as const
type Part = keyof typeof types

const partsOf: Readonly<Record<FieldKind, readonly Part[]>> = {
  given: ['x', 's', 'i', 'w', 'b'],
  family: ['x', 's', 'i', 'w', 'b'],
  name: ['x', 's', 'i', 'w', 'b'],
  date: ['x', 'y', 'md', 'dm', 'ym', 'b'],
  document: ['x', 'h', 't', 'b'],
  code: ['x', 'h', 't', 'b'],
  email: ['x', 'h', 'b'],
  text: ['x', 's', 'w', 'b'],
  category: ['x'],
}

export function madeColumns({
  kind,
  at,
}: Field): readonly { readonly name: string; readonly part: Part; readonly type: string }[] {
  return partsOf[kind].map((part) => ({ name: `${at}_${part}`, part, type: types[part] }))
}

/** What stands in cells where nothing is known. */
const nothing = new Set(['', 'null', 'none', 'nan', 'na', 'n/a', 'unknown', '-', '.', 'desconocido', 'sin dato', 's/d'])

/** One value as it is compared, with which letters it has. */
export function make(kind: FieldKind, text: string): Made {
  const made = madeOf(kind, text)
  return typeof made['x'] === 'string' ? { ...made, b: lettersOf(made['x']) } : made
}

/** The column that says which letters a text has. */
export function letteredColumn(column: string): string | undefined {
  return column.endsWith('_x') ? `${column.slice(0, -2)}_b` : undefined
}

function madeOf(kind: FieldKind, text: string): Made {
  const trimmed = text.trim()
  const none = Object.fromEntries(partsOf[kind].map((part) => [part, null]))
  if (nothing.has(trimmed.toLowerCase())) return none
  switch (kind) {
    case 'given':
    case 'family':
    case 'name':
    case 'text': {
      const words = normaliseName(trimmed)
      if (words.length === 0) return none
      const sounds = [...new Set(words.map(soundOf))]
      const [first = ''] = sounds
      const distinct = [...new Set(words)].toSorted()
      if (kind === 'text') return { x: words.join(' '), s: first, w: distinct }
      return { x: words.join(' '), s: sounds.join(' '), i: [...first].slice(0, 2).join(''), w: distinct }
    }
    case 'date':
      return dateParts(trimmed) ?? none
    case 'document':
    case 'code': {
      const plain = folded(trimmed).replaceAll(/[^a-z0-9]/g, '')
      if (plain === '' || /^0+$/.test(plain)) return none
      return { x: plain, h: plain.slice(0, Math.ceil(plain.length / 2)), t: plain.slice(-Math.ceil(plain.length / 2)) }
    }
    case 'email': {
      const plain = folded(trimmed).replaceAll(/\s/g, '')
      return { x: plain, h: plain.split('@')[0] ?? plain }
    }
    case 'category':
      return { x: folded(trimmed) }
  }
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** `1987-05-03`, `19870503`, `3/5/1987`; a day that never was is nothing. */
function dateParts(text: string): Made | undefined {
  const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].*)?$/.exec(text)
  const other = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text)
  const [year = '', month = '', day = ''] =
    iso !== null ? iso.slice(1, 4) : other !== null ? [other[3], other[2]?.padStart(2, '0'), other[1]?.padStart(2, '0')] : []
  if (year === '' || year === '0000' || month === '00' || day === '00') return undefined
  if (Number(month) > 31 || Number(day) > 31) return undefined
  return { x: `${year}${month}${day}`, y: Number(year), md: `${month}${day}`, dm: `${day}${month}`, ym: `${year}${month}` }
}

function level(name: string, test: Test): Level {
  return { name, test }
}

/** How a field is compared; names also with the other name of the record, where the two may have been exchanged. */
export function comparisonOf(field: Field, all: readonly Field[]): ComparisonOf {
  const { at, kind, column } = field
  const x = `${at}_x`
  const base = { field: column, needs: [x] }
  const common = { column: x, levels: ['same'] }
  switch (kind) {
    case 'given':
    case 'family': {
      const other = all.find((one) => one.kind === (kind === 'given' ? 'family' : 'given'))
      const crossed: Test | undefined =
        other === undefined
          ? undefined
          : {
              is: 'any',
              of: [
                { is: 'same', of: x, as: `${other.at}_x` },
                { is: 'same', of: `${other.at}_x`, as: x },
              ],
            }
      return {
        ...base,
        frequency: common,
        levels: [...nameLevels(at), ...(crossed === undefined ? [] : [level('crossed', crossed)])],
      }
    }
    case 'name':
      return {
        ...base,
        frequency: common,
        levels: [...nameLevels(at), level('words', { is: 'shares', of: `${at}_w`, least: 0.6 })],
      }
    case 'text':
      return {
        ...base,
        frequency: common,
        levels: [
          level('same', { is: 'same', of: x }),
          level('alike', { is: 'alike', of: x, least: 0.91 }),
          level('words', {
            is: 'any',
            of: [
              { is: 'shares', of: `${at}_w`, least: 0.5 },
              { is: 'alike', of: x, least: 0.85 },
            ],
          }),
        ],
      }
    case 'date':
      return {
        ...base,
        frequency: common,
        levels: [
          level('same', { is: 'same', of: x }),
          level('swapped', {
            is: 'all',
            of: [
              { is: 'same', of: `${at}_y` },
              { is: 'same', of: `${at}_md`, as: `${at}_dm` },
            ],
          }),
          level('digit', { is: 'differs', of: x, most: 1 }),
          level('near', {
            is: 'any',
            of: [
              { is: 'differs', of: x, most: 2 },
              { is: 'same', of: `${at}_md` },
              { is: 'same', of: `${at}_ym` },
            ],
          }),
          level('year', { is: 'close', of: `${at}_y`, most: 0 }),
          level('years', { is: 'close', of: `${at}_y`, most: oneGeneration }),
        ],
      }
    case 'document':
    case 'code':
      return {
        ...base,
        frequency: common,
        levels: [
          level('same', { is: 'same', of: x }),
          level('digit', { is: 'edited', of: x, most: 1 }),
          level('digits', { is: 'differs', of: x, most: 2 }),
        ],
      }
    case 'email':
      return {
        ...base,
        frequency: common,
        levels: [
          level('same', { is: 'same', of: x }),
          level('before-at', { is: 'same', of: `${at}_h` }),
          level('alike', {
            is: 'any',
            of: [
              { is: 'alike', of: `${at}_h`, least: 0.92 },
              { is: 'edited', of: x, most: 2 },
            ],
          }),
        ],
      }
    case 'category':
      return { ...base, frequency: common, levels: [level('same', { is: 'same', of: x })] }
  }
}

/** Birth years further apart than this are of two people, but for gross errors. */
const oneGeneration = 11

function nameLevels(at: string): readonly Level[] {
  const x = `${at}_x`
  return [
    level('same', { is: 'same', of: x }),
    level('sound', {
      is: 'any',
      of: [
        { is: 'same', of: `${at}_s` },
        { is: 'alike', of: x, least: 0.91 },
      ],
    }),
    level('alike', {
      is: 'any',
      of: [
        { is: 'alike', of: x, least: 0.84 },
        { is: 'begins', of: x, letters: 3 },
        { is: 'shares', of: `${at}_w`, least: 1 },
      ],
    }),
  ]
}

/**
 * How many of those who live together agree on what is a person's own, at most: namesakes and names that run in a family, twins and births in
 * one year, documents hardly ever. None for a field that a household may share.
 */
export function sharedOf({ kind }: Field): Shared | undefined {
  switch (kind) {
    case 'given':
      return { same: 0.08, partly: 0.25, from: 1 }
    case 'date':
      return { same: 0.03, partly: 0.12, from: 2, apart: 0.01 }
    case 'document':
      return { same: 0.002, partly: 0.006, from: 1 }
    case 'family':
    case 'name':
    case 'code':
    case 'email':
    case 'text':
    case 'category':
      return undefined
  }
}

/** Parts of a field that stay the same in spite of most errors, and that many people share. */
export function coarseParts({ kind, at }: Field): readonly string[] {
  switch (kind) {
    case 'given':
    case 'family':
    case 'name':
      return [`${at}_i`]
    case 'date':
      return [`${at}_y`]
    case 'document':
    case 'code':
    case 'email':
    case 'text':
    case 'category':
      return []
  }
}

/** Parts of a field by which records may be brought together; from the most telling to the coarsest. */
export function keyParts({ kind, at }: Field): readonly string[] {
  switch (kind) {
    case 'given':
    case 'family':
    case 'name':
      return [`${at}_s`]
    case 'text':
      return [`${at}_x`, `${at}_s`]
    case 'date':
      return [`${at}_x`, `${at}_ym`, `${at}_md`]
    case 'document':
    case 'code':
      return [`${at}_x`, `${at}_h`, `${at}_t`]
    case 'email':
      return [`${at}_x`, `${at}_h`]
    case 'category':
      return [`${at}_x`]
  }
}
