import type { Chance } from '@convive/server'
import { heardAs, type Tongue } from './hearing.ts'
import type { Person } from './population.ts'
import { dateOf, type Row } from './records.ts'
import { machineReadable, romanisedAnew, scanned } from './scanning.ts'

/** How somebody lives at the time of a visit: what they carry and call themselves changes between two. */
export type Standing = {
  readonly person: Person
  readonly family: readonly string[]
  readonly given: readonly string[]
  readonly hasDocument: boolean
  readonly document: string
  readonly phone: string
  readonly place: string
  readonly knowsBirthday: boolean
  readonly knowsMother: boolean
  readonly others: readonly string[]
}

export type Office = 'camp' | 'border' | 'city' | 'phone' | 'consulate'

/** What each office's form asks, and how it gets what it writes. */
export function writtenDown(office: Office, standing: Standing, chance: Chance): Row {
  switch (office) {
    case 'camp':
      return camp(standing, chance)
    case 'border':
      return standing.hasDocument ? border(standing, chance) : camp(standing, chance)
    case 'city':
      return city(standing, chance)
    case 'phone':
      return byPhone(standing, chance)
    case 'consulate':
      return consulate(standing, chance)
  }
}

/** A hall full of people: names by ear unless they are on everybody's lips, one surname in a small box, age instead of a birthday. */
function camp(s: Standing, chance: Chance): Row {
  const tongue: Tongue = s.person.origin === 'BRA' ? 'portuguese' : 'spanish'
  const named = spelt(s, { tongue, ear: 0.45, chance })
  const onlyOne = chance.happens(0.35)
  return {
    ...blank(s),
    given_names: named.given.slice(0, chance.happens(0.4) ? 1 : 2).join(' '),
    family_names: (onlyOne ? named.family.slice(0, 1) : named.family).join(' '),
    birth_date: chance.happens(s.knowsBirthday ? 0.75 : 0.1) ? dateOf(s.person.birth) : byAge(s.person, chance),
    document: s.hasDocument && chance.happens(0.5) ? s.document : '',
    phone: chance.happens(0.5) ? s.phone : '',
    mother_name: s.knowsMother && chance.happens(0.4) ? heardOrNot(s.person.mother, s, { tongue, ear: 0.4, chance }) : '',
    place: s.place,
    household_members: s.others.join(';'),
  }
}

/** A passport on a reader: capitals, no accents, cut off, and now and then a sign misread; nothing else is asked. */
function border(s: Standing, chance: Chance): Row {
  const zone = machineReadable(s.given.join(' '), s.family.join(' ').replaceAll('_', ' '))
  return {
    ...blank(s),
    given_names: scanned(zone.given, 0.12, chance),
    family_names: scanned(zone.family, 0.12, chance),
    birth_date: dateOf(s.person.birth),
    document: scanned(s.document, 0.1, chance),
  }
}

/** Papers on a desk and time to type them: the fullest record, in which a wife may bear her husband's name. */
function city(s: Standing, chance: Chance): Row {
  const named = spelt(s, { tongue: 'spanish', ear: 0.12, chance })
  return {
    ...blank(s),
    given_names: named.given.join(' '),
    family_names: named.family.join(' '),
    birth_date: s.knowsBirthday ? dateOf(s.person.birth) : `${s.person.birth.year}-01-01`,
    document: s.hasDocument ? s.document : '',
    phone: chance.happens(0.85) ? s.phone : '',
    mother_name: s.knowsMother ? s.person.mother.replaceAll('_', ' ') : '',
    place: s.place,
    household_members: chance.happens(0.6) ? s.others.join(';') : '',
  }
}

const shortNames: Readonly<Record<string, string>> = {
  José: 'Pepe',
  Francisco: 'Pancho',
  Jesús: 'Chuy',
  Guadalupe: 'Lupe',
  Alejandro: 'Ale',
  Eduardo: 'Lalo',
  Guillermo: 'Memo',
  Daniela: 'Dani',
  Gabriela: 'Gaby',
  Valentina: 'Vale',
  Yuleisy: 'Yuli',
  Isabel: 'Chabela',
  Dolores: 'Lola',
  Rafael: 'Rafa',
  Beatriz: 'Bety',
  Teresa: 'Tere',
  Mohammad: 'Mo',
  Aleksandr: 'Sasha',
  Mikhail: 'Misha',
  Yelena: 'Lena',
}

/** People write themselves down on a cheap phone: no accents, small letters, the name they are called, day and month as they please. */
function byPhone(s: Standing, chance: Chance): Row {
  const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const [first = '', second] = s.given
  const called = chance.happens(0.12)
    ? (shortNames[first] ?? first)
    : chance.happens(0.08) && second !== undefined
      ? second
      : first
  const { year, month, day } = s.person.birth
  const turned = day <= 12 && chance.happens(0.08)
  return {
    ...blank(s),
    given_names: plain(called),
    family_names: plain((s.family[0] ?? '').replaceAll('_', ' ')),
    sex: chance.happens(0.1) ? '' : s.person.sex,
    birth_date: s.knowsBirthday ? dateOf(turned ? { year, month: day, day: month } : s.person.birth) : '',
    document: s.hasDocument && chance.happens(0.4) ? s.document : '',
    phone: s.phone,
    place: chance.happens(0.5) ? s.place : '',
  }
}

/** An officer of another tongue, and of names in other letters another transliteration. */
function consulate(s: Standing, chance: Chance): Row {
  const tongue: Tongue = chance.happens(0.5) ? 'french' : 'english'
  const named = spelt(s, { tongue, ear: 0.35, chance })
  const swapped = chance.happens(0.06)
  return {
    ...blank(s),
    given_names: (swapped ? named.family : named.given).join(' '),
    family_names: (swapped ? named.given : named.family).join(' '),
    birth_date: s.knowsBirthday ? dateOf(s.person.birth) : `${s.person.birth.year}-01-01`,
    document: s.hasDocument ? s.document : '',
    mother_name: s.knowsMother && chance.happens(0.6) ? heardOrNot(s.person.mother, s, { tongue, ear: 0.3, chance }) : '',
    household_members: s.others.join(';'),
  }
}

type Ear = { readonly tongue: Tongue; readonly ear: number; readonly chance: Chance }

function spelt(s: Standing, ear: Ear): { readonly given: readonly string[]; readonly family: readonly string[] } {
  return {
    given: s.given.map((word) => heardOrNot(word, s, ear)),
    family: s.family.map((word) => heardOrNot(word.replaceAll('_', ' '), s, ear)),
  }
}

/** Names of other scripts come in another transliteration as often as names of our own are misheard. */
function heardOrNot(name: string, s: Standing, { tongue, ear, chance }: Ear): string {
  const { origin } = s.person
  const isForeign = origin === 'SYR' || origin === 'CHN' || origin === 'RUS'
  return name
    .split(/[ -]/)
    .map((word) => {
      // Longer and rarer words are heard wrong more often than María.
      if (word.length < 4 || !chance.happens(word.length > 6 ? ear : ear / 2)) return word
      return isForeign && chance.happens(0.7) ? romanisedAnew(word, chance) : heardAs(word, { origin, tongue, chance })
    })
    .join(' ')
}

function byAge({ birth }: Person, chance: Chance): string {
  const year = birth.year + (chance.happens(0.25) ? chance.between(-2, 2) : 0)
  return chance.happens(0.7) ? `${year}-01-01` : ''
}

function blank(s: Standing): Row {
  return {
    given_names: '',
    family_names: '',
    sex: s.person.sex,
    birth_date: '',
    nationality: s.person.origin,
    document: '',
    phone: '',
    mother_name: '',
    place: '',
    household_members: '',
  }
}
