import { chanceFrom, type Chance } from '@convive/server'
import { drawGiven, drawSurname, surnamesEach, type Origin } from './name-pools.ts'

/** Who somebody is, before any office writes anything down. */
export type Person = {
  readonly entity: string
  readonly household: string
  readonly origin: Origin
  readonly sex: 'F' | 'M'
  readonly birth: { readonly year: number; readonly month: number; readonly day: number }
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly mother: string
  readonly document: string
  readonly phone: string
  readonly place: string
  readonly married: boolean
}

export const thisYear = 2026
const shares: readonly (readonly [Origin, number])[] = [
  ['VEN', 0.4],
  ['COL', 0.14],
  ['HTI', 0.16],
  ['CUB', 0.08],
  ['HND', 0.1],
  ['BRA', 0.05],
  ['SYR', 0.03],
  ['CHN', 0.02],
  ['RUS', 0.02],
]
const places =
  'Puerto Norte,Villa Serena,San Roque,Boca Chica,El Paso,Las Lomas,Santa Rita,Ciudad Vieja,Río Claro,La Unión,Bom Jardim,Quatre Chemins'.split(
    ',',
  )

/** Chance that belongs to one thing only, so that any part of a population can be made without the rest. */
export function chanceOf(seed: number, n: number, stream: number): Chance {
  return chanceFrom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b) ^ Math.imul(stream, 0xc2b2ae35)) >>> 0)
}

/** The `n`th household of a population: about 3.3 people, with twins and with sons who bear their father's whole name. */
export function householdAt(seed: number, n: number): readonly Person[] {
  const chance = chanceOf(seed, n, 1)
  const origin = drawOrigin(chance)
  const shared = { household: `h${n}`, origin, phone: phoneOf(n, chance), place: chance.pick(places) }
  let next = 0
  const make = (
    given: Omit<Person, 'entity' | 'household' | 'origin' | 'place' | 'document' | 'phone'> & { phone?: string },
  ): Person => {
    next += 1
    return {
      phone: shared.phone,
      ...given,
      entity: `${shared.household}.${next}`,
      household: shared.household,
      origin,
      place: shared.place,
      document: documentOf(chance),
    }
  }
  const headSex = chance.happens(0.62) ? 'F' : 'M'
  const withPartner = chance.happens(0.5)
  const parentYear = thisYear - chance.between(19, 68)
  const head = make({ ...adult(origin, headSex, chance), birth: birthIn(parentYear, chance), married: withPartner })
  const people = [head]
  if (withPartner) {
    const partner = adult(origin, headSex === 'F' ? 'M' : 'F', chance)
    people.push(
      make({
        ...partner,
        birth: birthIn(parentYear + chance.between(-6, 6), chance),
        married: true,
        phone: chance.happens(0.4) ? phoneOf(n + 0x4000_0000, chance) : shared.phone,
      }),
    )
  }
  const father = people.find((one) => one.sex === 'M')
  const mother = people.find((one) => one.sex === 'F')
  const children = thisYear - parentYear < 20 ? 0 : Math.floor(chance.fraction() ** 1.4 * 5)
  for (let born = 0; born < children; born += 1) {
    const before = people.at(-1)
    const isTwin = born > 0 && before !== undefined && chance.happens(0.03)
    const sex = chance.happens(0.5) ? 'F' : 'M'
    const namesake =
      sex === 'M' &&
      father !== undefined &&
      !people.some((one) => one !== father && one.given === father.given) &&
      chance.happens(0.08)
    const given = namesake ? father.given : isTwin ? twinOf(before, { origin, sex, chance }) : drawGiven(origin, sex, chance)
    const year = chance.between(parentYear + 17, Math.min(thisYear - 1, parentYear + 40))
    people.push(
      make({
        sex,
        given,
        family: namesake ? father.family : surnamesOfChild({ origin, father, mother, chance }),
        mother: mother === undefined ? nameOfMother(origin, chance) : [mother.given[0], mother.family[0]].join(' '),
        birth: isTwin ? before.birth : birthIn(year, chance),
        married: false,
      }),
    )
  }
  return people
}

function drawOrigin(chance: Chance): Origin {
  let left = chance.fraction()
  for (const [origin, share] of shares) if ((left -= share) < 0) return origin
  return 'VEN'
}

function adult(origin: Origin, sex: 'F' | 'M', chance: Chance): Pick<Person, 'sex' | 'given' | 'family' | 'mother'> {
  const family = Array.from({ length: surnamesEach(origin) }, () => drawSurname(origin, chance))
  // Among those who bear two surnames, one of them is the mother's.
  const mothers = surnamesEach(origin) === 1 ? drawSurname(origin, chance) : ((origin === 'BRA' ? family[0] : family[1]) ?? '')
  return { sex, given: drawGiven(origin, sex, chance), family, mother: `${drawGiven(origin, 'F', chance)[0]} ${mothers}` }
}

function nameOfMother(origin: Origin, chance: Chance): string {
  return `${drawGiven(origin, 'F', chance)[0]} ${drawSurname(origin, chance)}`
}

/** Twins are often named alike: the same beginning, or the same second name. */
function twinOf(
  twin: Person,
  of: { readonly origin: Origin; readonly sex: 'F' | 'M'; readonly chance: Chance },
): readonly string[] {
  const given = drawGiven(of.origin, of.sex, of.chance)
  return of.chance.happens(0.4) && twin.given[1] !== undefined ? [given[0] ?? '', twin.given[1]] : given
}

function surnamesOfChild(of: {
  readonly origin: Origin
  readonly father: Person | undefined
  readonly mother: Person | undefined
  readonly chance: Chance
}): readonly string[] {
  const fathers = of.father?.family[0] ?? drawSurname(of.origin, of.chance)
  const mothers = of.mother?.family[0] ?? drawSurname(of.origin, of.chance)
  if (surnamesEach(of.origin) === 1) return [of.father === undefined && of.mother !== undefined ? mothers : fathers]
  return of.origin === 'BRA' ? [mothers, fathers] : [fathers, mothers]
}

function birthIn(year: number, chance: Chance): Person['birth'] {
  return { year, month: chance.between(1, 12), day: chance.between(1, 28) }
}

/** One telephone in thirty belongs to a shelter, and forty households give it. */
function phoneOf(n: number, chance: Chance): string {
  return chance.happens(0.03)
    ? `0990${String(100_000 + Math.floor(n / 40 / 33)).slice(-6)}`
    : `0${chance.between(900_000_000, 989_999_999)}`
}

function documentOf(chance: Chance): string {
  return String(chance.between(1_000_000, 99_999_999))
}
