import { pickFrequent, type Chance, type Frequent } from './chance.ts'
import { traditions, type Tradition } from './names.ts'

/** A made-up person, in plain words; `to-input.ts` turns them into what the registration takes. */
export type DemoPerson = {
  readonly given: string
  readonly family: readonly string[]
  readonly sex: 'F' | 'M'
  readonly birth: string
  readonly relation: 'focal_point' | 'partner' | 'child' | 'parent' | 'sibling' | 'not_related'
  readonly nationality: string
  readonly document?: { readonly kind: string; readonly number: string } | undefined
  readonly phone?: string | undefined
  readonly language: string
  readonly needs: readonly string[]
}

export type DemoHousehold = {
  readonly place: string
  readonly entry: string
  readonly regular: boolean
  readonly group: string
  readonly people: readonly DemoPerson[]
  /** Whether they let another organisation read their record. */
  readonly shares: boolean
  /** Index of the household this one is a second registration of, with errors; known to tests only. */
  readonly copyOf?: number
}

/** Shares of the made-up population; nothing here is a statistic. */
const origins = [
  { code: 'VEN', share: 0.52, tradition: traditions.spanish, language: 'es' },
  { code: 'HTI', share: 0.22, tradition: traditions.kreyol, language: 'ht' },
  { code: 'COL', share: 0.1, tradition: traditions.spanish, language: 'es' },
  { code: 'CUB', share: 0.08, tradition: traditions.spanish, language: 'es' },
  { code: 'AGO', share: 0.05, tradition: traditions.portuguese, language: 'pt' },
  { code: 'ECU', share: 0.03, tradition: traditions.spanish, language: 'es' },
] as const

/** A family of one to seven, papers for some, needs for some. `at` is its place in the population: its numbers are nobody else's. */
export function makeHousehold(
  chance: Chance,
  { year, places, at }: { readonly year: number; readonly places: Frequent<string>; readonly at: number },
): DemoHousehold {
  const origin = pickOrigin(chance)
  const surname = (): string => pickFrequent(chance, origin.tradition.surnames)
  const ofFocal = origin.tradition.surnamesEach === 2 ? [surname(), surname()] : [surname()]
  const focal = person(chance, { origin, relation: 'focal_point', family: ofFocal, born: year - chance.between(20, 58) })
  const people = [focal]
  const focalYear = Number(focal.birth.slice(0, 4))
  const ofPartner = origin.tradition.surnamesEach === 2 ? [surname(), surname()] : [surname()]
  const withPartner = chance.happens(0.55)
  if (withPartner)
    people.push(
      person(chance, {
        origin,
        relation: 'partner',
        family: ofPartner,
        // Grown up, also when the year is only about right.
        born: Math.min(year - 21, focalYear + chance.between(-6, 6)),
        sex: focal.sex === 'F' ? 'M' : 'F',
      }),
    )
  const father = (focal.sex === 'M' ? ofFocal : ofPartner)[0] ?? ''
  const mother = (focal.sex === 'M' ? ofPartner : ofFocal)[0] ?? ''
  const ofChild =
    origin.tradition.surnamesEach === 2 ? (withPartner ? [father, mother] : ofFocal) : [withPartner ? father : (ofFocal[0] ?? '')]
  const children = chance.pick([0, 0, 1, 1, 2, 2, 3, 4])
  for (let n = 0; n < children; n += 1)
    people.push(
      person(chance, {
        origin,
        relation: 'child',
        family: ofChild,
        born: Math.min(year, focalYear + 19 + chance.between(0, 20)),
      }),
    )
  if (chance.happens(0.12))
    people.push(
      person(chance, {
        origin,
        relation: 'parent',
        family: ofFocal.slice(0, 1).concat(surname()).slice(0, origin.tradition.surnamesEach),
        born: focalYear - chance.between(19, 34),
      }),
    )
  return {
    place: pickFrequent(chance, places),
    entry: `${year - chance.between(1, 5)}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}`,
    regular: chance.happens(0.45),
    group: chance.pick(['asylum_seeker', 'asylum_seeker', 'refugee', 'refugee_like', 'other_migrant', 'other_migrant']),
    shares: chance.happens(0.4),
    people: people.map((one, nth) => numbered(chance, bornBefore(one, year), at * 8 + nth)),
  }
}

function pickOrigin(chance: Chance): { readonly code: string; readonly tradition: Tradition; readonly language: string } {
  let rest = chance.fraction()
  for (const origin of origins) {
    rest -= origin.share
    if (rest < 0) return origin
  }
  return origins[0]
}

type About = {
  readonly origin: { readonly code: string; readonly tradition: Tradition; readonly language: string }
  readonly relation: DemoPerson['relation']
  readonly family: readonly string[]
  readonly born: number
  readonly sex?: 'F' | 'M'
}

function person(chance: Chance, about: About): DemoPerson {
  const sex = about.sex ?? (chance.happens(0.52) ? 'F' : 'M')
  const given = sex === 'F' ? about.origin.tradition.women : about.origin.tradition.men
  const first = pickFrequent(chance, given)
  const exact = `${about.born}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}`
  const birth = chance.pick([
    exact,
    exact,
    exact,
    exact,
    exact,
    exact,
    exact,
    exact.slice(0, 7),
    String(about.born),
    `${about.born}~`,
  ])
  return {
    given: chance.happens(0.45) ? `${first} ${pickFrequent(chance, given)}` : first,
    family: about.family,
    sex,
    birth,
    relation: about.relation,
    nationality: about.origin.code,
    language: about.origin.language,
    needs: needs(chance, { sex, born: about.born, relation: about.relation }),
  }
}

function needs(
  chance: Chance,
  who: { readonly sex: 'F' | 'M'; readonly born: number; readonly relation: DemoPerson['relation'] },
): readonly string[] {
  const found: string[] = []
  if (who.sex === 'F' && who.relation !== 'child' && chance.happens(0.08)) found.push('PG')
  if (chance.happens(0.06)) found.push('DS')
  if (who.relation === 'child' && chance.happens(0.05)) found.push('CR')
  if (who.relation === 'parent' && chance.happens(0.3)) found.push('ER')
  if (chance.happens(0.04)) found.push('LP')
  return found
}

/** Nobody is born after they came. */
function bornBefore(one: DemoPerson, year: number): DemoPerson {
  return one.birth.slice(0, 4) > String(year - 1) ? { ...one, birth: `${year - 1}-${one.birth.slice(5) || '06-15'}` } : one
}

/** A document for six in ten and a phone for most grown people, with numbers that nobody else of the population has. */
function numbered(chance: Chance, one: DemoPerson, at: number): DemoPerson {
  const number = scattered(at)
  return {
    ...one,
    document: chance.happens(0.6)
      ? { kind: chance.pick(['national_id', 'passport', 'birth_certificate']), number: String(number) }
      : undefined,
    phone: one.relation === 'child' || chance.happens(0.3) ? undefined : `+5959${number}`,
  }
}

/** Eight digits, another for each place below some 90 million (multiplication modulo a prime), and not in order. */
function scattered(at: number): number {
  const prime = 89_999_999
  return 10_000_000 + Number((BigInt((at % (prime - 1)) + 1) * 48_271_117n) % BigInt(prime))
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
