import type { Chance } from './chance.ts'
import type { DemoHousehold, DemoPerson } from './household.ts'

/** What happens when people are written down a second time: other spelling, a missing surname, swapped day and month, no papers. */
export function withErrors(household: DemoHousehold, chance: Chance): DemoHousehold {
  return { ...household, people: household.people.map((one) => personWithErrors(one, chance)) }
}

function personWithErrors(one: DemoPerson, chance: Chance): DemoPerson {
  const spell = (name: string): string => (chance.happens(0.45) ? misspell(name, chance) : name)
  const kind = chance.between(1, 5)
  const family =
    kind === 1 && one.family.length > 1
      ? one.family.toReversed()
      : kind === 2 && one.family.length > 1
        ? one.family.slice(0, 1)
        : one.family
  const [year = '', month, day] = one.birth.replace('~', '').split('-')
  const swapped =
    month !== undefined && day !== undefined && Number(day) <= 12 && chance.happens(0.2) ? `${year}-${day}-${month}` : undefined
  return {
    ...one,
    given: chance.happens(0.3) ? (one.given.split(' ')[0] ?? one.given) : spell(one.given),
    family: family.map(spell),
    birth: swapped ?? (chance.happens(0.1) ? `${year}-01-01` : one.birth),
    document: chance.happens(0.5) ? undefined : one.document,
    phone: chance.happens(0.5) ? undefined : one.phone,
  }
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/z/u, 's'],
  [/s$/u, 'z'],
  [/v/u, 'b'],
  [/^H/u, ''],
  [/ll/u, 'y'],
  [/Y/u, 'Ll'],
  [/é/u, 'e'],
  [/í/u, 'i'],
  [/á/u, 'a'],
  [/ó/u, 'o'],
  [/J/u, 'Y'],
  [/rr/u, 'r'],
  [/ch/u, 'sh'],
  [/eau/u, 'o'],
]

function misspell(name: string, chance: Chance): string {
  const fitting = spellings.filter(([from]) => from.test(name))
  if (fitting.length === 0) return name
  const [from, to] = chance.pick(fitting)
  const changed = name.replace(from, to)
  return changed.charAt(0).toUpperCase() + changed.slice(1)
}
