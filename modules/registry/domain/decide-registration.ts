import type { FactState, StoredFact } from '@convive/facts'
import {
  ok,
  partsOf,
  rangeOf,
  refuse,
  yearOf,
  type CalendarDate,
  type PartialDate,
  type Refusal,
  type Result,
} from '@convive/kernel'
import { isPartialDate } from '@convive/kernel'
import { adultFrom, adultFromAge, bornAfter, earliestBirth, isChildOfAge, isChildOn } from './age.ts'
import type { HouseholdInput, MemberInput } from './household-input.ts'
import { whoConsents } from './who-consents.ts'

/** Something an officer should look at again; nothing is refused for it. */
export type Flag = {
  readonly code: 'first-of-january' | 'very-old' | 'digits-in-name' | 'signs-in-name' | 'child-focal-point'
  readonly at: string
}

/** A member as they will be stored. */
export type NewPerson = {
  readonly facts: Readonly<Record<string, StoredFact>>
  readonly relation: string
  readonly consents: Readonly<Record<string, 'given' | 'refused'>>
  readonly consentBy: MemberInput['consentBy']
  readonly privateInterview: boolean
  /** `undefined` when the birth is not known well enough to tell. */
  readonly isChild: boolean | undefined
  /** From this day nobody represents them: see `adultFrom` in age.ts. */
  readonly adultFrom: CalendarDate | undefined
}

export type Registration = { readonly people: readonly NewPerson[]; readonly flags: readonly Flag[] }

/** Who writes this down, and when: the provenance of every fact. */
export type Recording = { readonly today: CalendarDate; readonly by: string }

/**
 * Judges a household and turns it into facts. Pure: the same for the officer's form, the import and the offline queue.
 * Everything doubtful is flagged; refused is only what cannot be.
 */
export function decideRegistration(household: HouseholdInput, { today, by }: Recording): Result<Registration> {
  const refusals = [
    ...focalPointFaults(household),
    ...household.members.flatMap((member, at) => memberFaults(member, { household, at, today })),
  ]
  const [first, ...more] = refusals
  if (first !== undefined) return refuse(first, ...more)
  const people = household.members.map((member) => toPerson(member, household, { today, by }))
  return ok({ people, flags: household.members.flatMap((member, at) => flagsOf(member, { at, person: people[at], today })) })
}

function focalPointFaults(household: HouseholdInput): readonly Refusal[] {
  const focal = household.members.flatMap((member, at) => (member.relation === 'focal_point' ? [at] : []))
  if (focal.length === 0) return [{ code: 'registry/focal-point-required', at: 'members.0.relation' }]
  return focal.slice(1).map((at) => ({ code: 'registry/one-focal-point', at: `members.${at}.relation` }))
}

function memberFaults(
  member: MemberInput,
  { household, at, today }: { readonly household: HouseholdInput; readonly at: number; readonly today: CalendarDate },
): readonly Refusal[] {
  const faults: Refusal[] = []
  const birth = birthOf(member, today)
  if (birth !== undefined && rangeOf(birth).first > today)
    faults.push({ code: 'registry/birth-in-future', at: `members.${at}.birth` })
  const { entry } = household
  if (typeof entry === 'string' && isPartialDate(entry) && at === 0 && rangeOf(entry).first > today)
    faults.push({ code: 'registry/entry-in-future', at: 'entry' })
  // A child born after the family arrived has not entered: only the focal point must be born before.
  if (member.relation === 'focal_point' && bornAfter(asSaid(member.birth, today), entry))
    faults.push({ code: 'registry/birth-after-entry', at: `members.${at}.birth` })
  // "None" and a number cannot both be true, and a paper that proves who somebody is must not be guessed at.
  if (Array.isArray(member.documents))
    for (const [n, document] of member.documents.entries())
      if (['none', 'unknown', 'declined'].includes(document.kind))
        faults.push({ code: 'registry/document-contradicts', at: `members.${at}.documents.${n}.kind` })
  if (member.consentBy === 'guardian' && majority(member, birth, today).isChild === false)
    faults.push({ code: 'registry/consent-for-oneself', at: `members.${at}.consents` })
  return faults
}

function birthOf(member: MemberInput, today: CalendarDate): PartialDate | undefined {
  if (typeof member.birth === 'string') return isPartialDate(member.birth) ? member.birth : undefined
  if ('state' in member.birth) return undefined
  const about = `${String(Number(today.slice(0, 4)) - member.birth.age).padStart(4, '0')}~`
  return isPartialDate(about) ? about : undefined
}

/** Signs that names are not written with, such as pictures and arrows: allowed, and looked at again. */
const strangeSigns = /[^\p{L}\p{M}\p{N}\p{Zs}\p{Join_Control}'’ʼʻ‘`´.,()/ªº·・-]/u

function flagsOf(
  member: MemberInput,
  { at, person, today }: { readonly at: number; readonly person: NewPerson | undefined; readonly today: CalendarDate },
): readonly Flag[] {
  const flags: Flag[] = []
  const birth = typeof member.birth === 'string' ? member.birth : ''
  if (birth.endsWith('-01-01')) flags.push({ code: 'first-of-january', at: `members.${at}.birth` })
  if (isPartialDate(birth) && yearOf(birth) < partsOf(today).year - 110)
    flags.push({ code: 'very-old', at: `members.${at}.birth` })
  const name = [member.given, ...(Array.isArray(member.family) ? member.family : [])]
    .filter((part) => typeof part === 'string')
    .join(' ')
  if (/\d/u.test(name)) flags.push({ code: 'digits-in-name', at: `members.${at}.given` })
  if (strangeSigns.test(name)) flags.push({ code: 'signs-in-name', at: `members.${at}.given` })
  if (member.relation === 'focal_point' && person?.isChild === true)
    flags.push({ code: 'child-focal-point', at: `members.${at}.birth` })
  return flags
}

/** What is said of one person who is not registered yet, for a look at who is alike. */
export function factsOfMember(member: MemberInput, recording: Recording): NewPerson['facts'] {
  return toPerson(member, { legalBasis: 'public_task', place: { state: 'unknown' }, members: [member] }, recording).facts
}

function toPerson(member: MemberInput, household: HouseholdInput, { today, by }: Recording): NewPerson {
  const birth = birthOf(member, today)
  const answers: Readonly<Record<string, FactState | undefined>> = {
    given_names: stateOf(member.given),
    family_names: Array.isArray(member.family) && member.family.length === 0 ? { state: 'none' } : stateOf(member.family),
    other_names: stateOf(member.other),
    birth_date:
      birth === undefined
        ? stateOf(typeof member.birth === 'string' || 'age' in member.birth ? undefined : member.birth)
        : { state: 'value', value: birth },
    sex: stateOf(member.sex),
    origin_country: stateOf(member.origin),
    nationalities: stateOf(member.nationalities),
    relation_to_focal_point: stateOf(member.relation),
    languages: stateOf(member.languages),
    interpreter_needed: stateOf(member.interpreter),
    phone: stateOf(member.phone),
    marital_status: stateOf(member.maritalStatus),
    mother_name: stateOf(member.motherName),
    population_group: stateOf(member.populationGroup),
    place: stateOf(household.place),
    // A child born here has not entered: what the household says of its arrival is not theirs.
    ...(bornAfter(asSaid(member.birth, today), household.entry)
      ? {}
      : { entry_date: stateOf(household.entry), entry_manner: stateOf(household.entryManner) }),
    assisted_by: stateOf(household.assistedBy),
    interpreted_by: stateOf(household.interpretedBy),
    has_needs:
      member.needs.any === 'yes' || member.needs.any === 'no'
        ? { state: 'value', value: member.needs.any === 'yes' }
        : { state: member.needs.any },
    need_codes: member.needs.codes.length === 0 ? undefined : { state: 'value', value: member.needs.codes },
    gender_identity: stateOf(member.genderIdentity),
    ...documentFacts(member.documents),
  }
  const from = { assurance: 'claimed', by, on: today } as const
  const facts: Record<string, StoredFact> = {}
  for (const [id, state] of Object.entries(answers)) if (state !== undefined) facts[id] = { ...state, from }
  const { isChild, adultFrom: grown } = majority(member, birth, today)
  const relation = typeof member.relation === 'string' ? member.relation : member.relation.state
  return {
    facts,
    relation,
    consents: member.consents,
    consentBy: whoConsents(member.consentBy, { relation, isChild }),
    privateInterview: member.privateInterview,
    isChild,
    adultFrom: grown,
  }
}

function majority(
  { birth: said }: MemberInput,
  birth: PartialDate | undefined,
  today: CalendarDate,
): Pick<NewPerson, 'isChild' | 'adultFrom'> {
  // An age said today is sharper than the "about" year it is kept as.
  if (typeof said === 'object' && 'age' in said)
    return { isChild: isChildOfAge(said.age), adultFrom: adultFromAge(said.age, today) }
  if (birth === undefined) return { isChild: undefined, adultFrom: undefined }
  return { isChild: isChildOn(birth, today), adultFrom: adultFrom(birth) }
}

/** The birth for comparing it with another day: an age leaves the one year it stands for, not the years around it. */
function asSaid(birth: MemberInput['birth'], today: CalendarDate): unknown {
  return typeof birth === 'object' && 'age' in birth ? earliestBirth(birth.age, today) : birth
}

type Answer = string | number | boolean | readonly string[] | { readonly state: 'unknown' | 'declined' | 'none' } | undefined

function stateOf(answer: Answer): FactState | undefined {
  if (answer === undefined || answer === '') return undefined
  if (typeof answer === 'object' && 'state' in answer) return { state: answer.state }
  if (typeof answer === 'object' && answer.length === 0) return undefined
  return { state: 'value', value: answer }
}

/** Each document is one text `kind|country|number|expires`, so that several fit in one fact. */
function documentFacts(documents: MemberInput['documents']): Readonly<Record<string, FactState>> {
  if (documents === undefined) return {}
  if ('state' in documents) return { documents: { state: documents.state } }
  return {
    documents: {
      state: 'value',
      value: documents.map((one) => [one.kind, one.country ?? '', one.number.replaceAll('|', ' '), one.expires ?? ''].join('|')),
    },
  }
}
