import type { Chance } from '@convive/server'
import { writtenDown, type Office, type Standing } from './offices.ts'
import { chanceOf, householdAt, thisYear, type Person } from './population.ts'
import type { Made } from './records.ts'

/**
 * Generator B: households go from office to office, each with its own form, ear, reader and habits; between two visits people marry, lose
 * a passport, move, change their telephone or their name. Errors are what comes of it; none is written onto a finished text.
 */
export function recordsB(seed: number, n: number): readonly Made[] {
  const family = householdAt(seed, n)
  const chance = chanceOf(seed, n, 3)
  const made: Made[] = []
  let standings = family.map((person) => atFirst(person, chance))
  const visits = 1 + (chance.happens(0.38) ? 1 : 0) + (chance.happens(0.12) ? 1 : 0)
  for (let visit = 0; visit < visits; visit += 1) {
    if (visit > 0) standings = standings.map((one) => timePasses(one, family, chance))
    const office = chance.pick(offices)
    const together = office === 'camp' || office === 'city' ? 0.85 : 0.45
    const there = standings.filter((_, at) => at === 0 || chance.happens(together))
    for (const one of there) {
      const others = there.filter((other) => other !== one).map((other) => other.given[0] ?? '')
      made.push({ person: one.person, row: writtenDown(office, { ...one, others }, chance) })
    }
  }
  return made
}

const offices: readonly Office[] = ['camp', 'camp', 'border', 'city', 'city', 'phone', 'consulate']

/** Who crosses without papers, without a birthday anybody wrote down, or without knowing a mother's name, is not spread evenly. */
const without: Readonly<
  Record<Person['origin'], { readonly document: number; readonly birthday: number; readonly mother: number }>
> = {
  VEN: { document: 0.35, birthday: 0.02, mother: 0.05 },
  COL: { document: 0.15, birthday: 0.02, mother: 0.05 },
  CUB: { document: 0.2, birthday: 0.01, mother: 0.05 },
  HND: { document: 0.4, birthday: 0.06, mother: 0.08 },
  BRA: { document: 0.15, birthday: 0.02, mother: 0.05 },
  HTI: { document: 0.5, birthday: 0.15, mother: 0.2 },
  SYR: { document: 0.3, birthday: 0.18, mother: 0.15 },
  CHN: { document: 0.25, birthday: 0.05, mother: 0.5 },
  RUS: { document: 0.1, birthday: 0.01, mother: 0.3 },
}

function atFirst(person: Person, chance: Chance): Standing {
  const age = thisYear - person.birth.year
  const lacks = without[person.origin]
  const share = lacks.document + (age < 18 ? 0.25 : 0) + (person.sex === 'F' ? 0.06 : 0)
  return {
    person,
    family: person.family,
    given: person.given,
    hasDocument: !chance.happens(share),
    document: person.document,
    phone: person.phone,
    place: person.place,
    knowsBirthday: !chance.happens(lacks.birthday + (age > 55 ? 0.12 : 0)),
    knowsMother: !chance.happens(lacks.mother),
    others: [],
  }
}

function timePasses(before: Standing, family: readonly Person[], chance: Chance): Standing {
  const { person } = before
  const husband = family.find((one) => one.sex === 'M' && one.married && one !== person)
  const takesName = person.sex === 'F' && person.married && husband !== undefined && chance.happens(0.18)
  const newName = chance.happens(0.003)
  return {
    ...before,
    // "de X" in the place of the second surname, as is the custom; where one surname is borne it is exchanged.
    family: takesName
      ? person.family.length > 1
        ? [person.family[0] ?? '', `de ${husband.family[0] ?? ''}`]
        : [husband.family[0] ?? '']
      : before.family,
    // A change of gender or of faith: another given name, the same person.
    given: newName ? ['Alex'] : before.given,
    hasDocument: before.hasDocument ? !chance.happens(0.2) : chance.happens(0.2),
    document: chance.happens(0.12) ? String(chance.between(1_000_000, 99_999_999)) : before.document,
    phone: chance.happens(0.5) ? `0${chance.between(900_000_000, 989_999_999)}` : before.phone,
    place: chance.happens(0.4) ? '' : before.place,
  }
}
