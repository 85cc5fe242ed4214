import type { Chance } from '@convive/server'
import { chanceOf, householdAt, type Person } from './population.ts'
import { trueRow, type Made, type Row } from './records.ts'

/**
 * Generator A: every household is written down once as it is, some again, and slips are made on the finished text: keys hit beside the
 * right one, letters lost, names spelt by ear, fields exchanged or left out. Nothing knows why; generator B does.
 */
export function recordsA(seed: number, n: number): readonly Made[] {
  const family = householdAt(seed, n)
  const chance = chanceOf(seed, n, 2)
  const first = family.map((person) => ({ person, row: trueRow(person, family) }))
  const visits = chance.happens(0.3) ? (chance.happens(0.2) ? 2 : 1) : 0
  const again = Array.from({ length: visits }, () => {
    const wholeFamily = chance.happens(0.6)
    const there = wholeFamily ? family : family.filter((_, at) => at === 0 || chance.happens(0.3))
    return there.map((person): Made => ({ person, row: slipped(trueRow(person, there), person, chance) }))
  })
  return [...first, ...again.flat()]
}

function slipped(row: Row, person: Person, chance: Chance): Row {
  const left = (text: string, share: number): string => (chance.happens(share) ? '' : text)
  const names = exchanged(row, person, chance)
  return {
    ...row,
    given_names: slip(names.given, chance, 0.35),
    family_names: slip(names.family, chance, 0.35),
    sex: left(row.sex, 0.02),
    birth_date: left(slippedDate(person, row.birth_date, chance), 0.04),
    nationality: left(row.nationality, 0.05),
    document: left(slippedNumber(row.document, chance), 0.4),
    phone: left(chance.happens(0.4) ? `0${chance.between(900_000_000, 989_999_999)}` : row.phone, 0.3),
    mother_name: left(slip(row.mother_name, chance, 0.3), 0.45),
    place: chance.happens(0.3) ? '' : row.place,
    household_members: left(row.household_members, 0.2),
  }
}

function exchanged(row: Row, person: Person, chance: Chance): { readonly given: string; readonly family: string } {
  const given = chance.happens(0.25) ? (person.given[0] ?? '') : row.given_names
  const kind = chance.fraction()
  if (kind < 0.03) return { given: row.family_names, family: given }
  if (kind < 0.08) return { given, family: person.family.toReversed().join(' ').replaceAll('_', ' ') }
  if (kind < 0.25) return { given, family: (person.family[0] ?? '').replaceAll('_', ' ') }
  return { given, family: row.family_names }
}

function slippedDate(person: Person, date: string, chance: Chance): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const kind = chance.fraction()
  if (kind < 0.04 && Number(day) <= 12) return `${year}-${day}-${month}`
  if (kind < 0.1) return `${year}-01-01`
  if (kind < 0.14) return `${person.birth.year + (chance.happens(0.5) ? 1 : -1)}-${month}-${day}`
  if (kind < 0.19) return `${year}-${month}-${String(((Number(day) + chance.between(1, 9)) % 28) + 1).padStart(2, '0')}`
  return date
}

function slippedNumber(number: string, chance: Chance): string {
  if (!chance.happens(0.12)) return number
  const at = chance.between(0, number.length - 2)
  return chance.happens(0.5)
    ? `${number.slice(0, at)}${chance.between(0, 9)}${number.slice(at + 1)}`
    : `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`
}

/** Letters beside each other on a keyboard, by rows. */
const rows = ['qwertyuiop', 'asdfghjklñ', 'zxcvbnm']
const byEar: readonly (readonly [RegExp, string])[] = [
  [/z/iu, 's'],
  [/c(?=[ei])/iu, 's'],
  [/v/iu, 'b'],
  [/b/iu, 'v'],
  [/ll/iu, 'y'],
  [/y(?=[aeou])/iu, 'll'],
  [/\bh/iu, ''],
  [/g(?=[ei])/iu, 'j'],
  [/qu(?=[ei])/iu, 'k'],
  [/x/iu, 's'],
  [/ñ/iu, 'n'],
  [/ph/iu, 'f'],
  [/th/iu, 't'],
  [/eau/iu, 'o'],
  [/ou/iu, 'u'],
  [/lh/iu, 'll'],
  [/nh/iu, 'ñ'],
  [/ç/iu, 's'],
  [/\bW/iu, 'Gu'],
  [/\bJ/iu, 'Y'],
]

function slip(text: string, chance: Chance, share: number): string {
  const plain = chance.happens(0.3) ? text.normalize('NFD').replaceAll(/\p{M}/gu, '') : text
  if (!chance.happens(share) || plain.length < 3) return plain
  if (chance.happens(0.55)) {
    const fitting = byEar.filter(([from]) => from.test(plain))
    if (fitting.length > 0) {
      const [from, to] = chance.pick(fitting)
      return plain.replace(from, to)
    }
  }
  const at = chance.between(1, plain.length - 2)
  const [before, letter, next, after] = [plain.slice(0, at), plain.charAt(at), plain.charAt(at + 1), plain.slice(at + 2)]
  switch (chance.between(0, 3)) {
    case 0:
      return `${before}${next}${after}`
    case 1:
      return `${before}${letter}${letter}${next}${after}`
    case 2:
      return `${before}${next}${letter}${after}`
    default:
      return `${before}${beside(letter, chance)}${next}${after}`
  }
}

function beside(letter: string, chance: Chance): string {
  const row = rows.find((one) => one.includes(letter.toLowerCase()))
  if (row === undefined) return letter
  const at = row.indexOf(letter.toLowerCase())
  return row.charAt(at === 0 ? 1 : at === row.length - 1 || chance.happens(0.5) ? at - 1 : at + 1)
}
