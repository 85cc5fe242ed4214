import { isPartialDate, type PartialDate } from '@convive/kernel'
import type { MatchSubject } from '@convive/matching'
import type { Chance } from '@convive/server'
import { drawGiven, drawSurname, type Origin } from './name-pools.ts'
import type { Row } from './records.ts'

/** How an office leaves a birthday or a paper that a file of a generator has whole: the registry takes years, months and ages too. */
const habits = {
  yearOnly: 0.06,
  monthOnly: 0.02,
  about: 0.03,
  otherPaper: 0.12,
  renewed: 0.06,
  wrongSex: 0.006,
  otherCountry: 0.015,
  alone: 0.1,
  otherHome: 0.05,
  otherMother: 0.015,
}

/** A record of a generator as the registry holds it, with what the registry knows and a file does not: precision of births, kinds of papers. */
export function subjectOf(row: Row, chance: Chance): MatchSubject {
  const birth = birthAs(row.birth_date, chance)
  const isWrong = chance.happens(habits.wrongSex)
  const sex = row.sex === 'F' || row.sex === 'M' ? (isWrong ? (row.sex === 'F' ? 'M' : 'F') : row.sex) : undefined
  const country = chance.happens(habits.otherCountry) ? 'XXX' : row.nationality
  const mother =
    row.mother_name !== '' && chance.happens(habits.otherMother)
      ? `${drawGiven('HND', 'F', chance).join(' ')} ${drawSurname('HND', chance)}`
      : row.mother_name
  const home = homeOf(row, chance)
  return {
    names: { given: [row.given_names], family: [row.family_names] },
    ...(birth === undefined ? {} : { birth }),
    ...(sex === undefined ? {} : { sex }),
    documents: papersOf(row.document, country, chance),
    phones: row.phone === '' ? [] : [row.phone],
    ...(mother === '' ? {} : { motherName: mother }),
    householdNames: home,
    nationalities: country === '' ? [] : [country],
  }
}

function birthAs(date: string, chance: Chance): PartialDate | undefined {
  const kind = chance.fraction()
  const [year = '', month = ''] = date.split('-')
  const written =
    kind < habits.yearOnly
      ? year
      : kind < habits.yearOnly + habits.monthOnly
        ? `${year}-${month}`
        : kind < habits.yearOnly + habits.monthOnly + habits.about
          ? `${Number(year) + chance.between(-2, 2)}~`
          : date
  return date !== '' && isPartialDate(written) ? written : undefined
}

function papersOf(number: string, country: string, chance: Chance): MatchSubject['documents'] {
  const drawn = (): string => String(chance.between(1_000_000, 99_999_999))
  const other = chance.happens(habits.otherPaper) ? [{ kind: 'passport', country, number: drawn() }] : []
  if (number === '') return other
  return [{ kind: 'national_id', country, number: chance.happens(habits.renewed) ? drawn() : number }, ...other]
}

/** Whom somebody is with changes: alone, or with others than before. */
function homeOf(row: Row, chance: Chance): readonly string[] {
  if (row.household_members === '' || chance.happens(habits.alone)) return []
  const origin: Origin = 'COL'
  if (chance.happens(habits.otherHome)) return [drawGiven(origin, 'F', chance)[0] ?? '', drawGiven(origin, 'M', chance)[0] ?? '']
  return row.household_members.split(';')
}
