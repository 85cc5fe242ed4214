import { chanceOf } from '@convive/kernel'

/** A row of a table of people, as an office may keep it. */
export type MadeUpPerson = {
  readonly id: string
  readonly given: string
  readonly family: string
  readonly born: string
  readonly document: string
  readonly phone: string
}

export const peopleColumns = ['id', 'given_name', 'surname', 'birth_date', 'document', 'phone'] as const

const given = 'Ana,Luz,Jean,Marie,Carlos,Wilmer,Yolanda,José,Rosa,Pedro,Nadège,Iván,Samira,Kevin,Dayana,Luis'.split(',')
const syllables = 'ba,ce,di,fo,gu,la,me,ni,po,ru,sa,te'.split(',')

/** Made-up people of whom a third stand there twice, some with a slip; every fifth bears the same surname. The same seed, the same people. */
export function madeUpPeople({ seed, people }: { readonly seed: number; readonly people: number }): readonly MadeUpPerson[] {
  const chance = chanceOf(seed)
  const below = (most: number): number => Math.floor(chance() * most)
  const one = (of: readonly string[]): string => of[below(of.length)] ?? ''
  return Array.from({ length: people }, (_, n): readonly MadeUpPerson[] => {
    const family = below(5) === 0 ? 'Quispe' : `${one(syllables)}${one(syllables)}${one(syllables)}${one(syllables)}`
    const first: MadeUpPerson = {
      id: `p${n}a`,
      given: `${one(given)} ${one(given)}`,
      family,
      born: `${1940 + below(80)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
      document: `D${100_000 + below(900_000)}`,
      phone: `0981${100_000 + below(900_000)}`,
    }
    const again: MadeUpPerson = {
      ...first,
      id: `p${n}b`,
      given: below(2) === 0 ? first.given : (first.given.split(' ')[0] ?? ''),
      family: below(3) === 0 ? `${family}z` : family,
      phone: below(3) === 0 ? '' : first.phone,
      document: below(3) === 0 ? '' : first.document,
    }
    return n % 3 === 0 ? [first, again] : [first]
  }).flat()
}

/** The lines of a file of them, with its heading, in columns of this order. */
export function linesOf(people: readonly MadeUpPerson[], columns: readonly string[] = peopleColumns): readonly string[] {
  const rows = people.map((one): Readonly<Record<string, string>> => cellsOf(one))
  return [columns.join(','), ...rows.map((row) => columns.map((column) => row[column] ?? '').join(','))]
}

/** The cells of one by column. */
export function cellsOf(one: MadeUpPerson): Readonly<Record<(typeof peopleColumns)[number], string>> {
  return {
    id: one.id,
    given_name: one.given,
    surname: one.family,
    birth_date: one.born,
    document: one.document,
    phone: one.phone,
  }
}
