import type { PersonKey } from '@convive/access'
import type { Work } from '@convive/commands'
import { sql, together, type RawBuilder, type Transaction } from '@convive/database'
import { recordKey } from '@convive/disclosure'
import type { StoredFact } from '@convive/facts'
import { addDays, crockford, type HouseholdId, type PersonId } from '@convive/kernel'
import { hash } from 'node:crypto'
import { consentTextVersion } from '../domain/consent-purposes.ts'
import type { NewPerson } from '../domain/decide-registration.ts'
import { classOf } from './fact-rules.ts'
import { guardianships, type FamilyMember } from '../domain/guardians.ts'
import { projectionOf } from '../domain/projection.ts'
import { registrationNumber } from '../domain/registration-number.ts'
import { factsContext } from './facts.ts'
import type { Kept } from './findable.ts'
import { packFacts } from './parse-facts.ts'

type Saving = {
  readonly householdId: HouseholdId
  readonly organisationId: string
  readonly officePrefix: string
  readonly isNewHousehold: boolean
  readonly people: readonly {
    readonly personId: PersonId
    readonly person: NewPerson
    readonly findable: Pick<Kept, 'keptKeys'>
  }[]
  readonly numbers: readonly number[]
  /** Who lives in the household already: they may represent a child who joins. */
  readonly around?: readonly (FamilyMember & { readonly personId: string })[]
}

type Row = Readonly<Record<string, unknown>>
type Placed = Saving['people'][number] & { readonly work: Work; readonly saving: Saving; readonly number: string }
type Keyed = Placed & { readonly key: PersonKey; readonly wrapped: Buffer; readonly master: number }

/** Writes new persons with everything that belongs to them. */
export function saveHousehold(work: Work, saving: Saving): Promise<void> {
  return saveHouseholds([{ work, saving }])
}

/** The same for several households of one transaction, in a handful of statements however many they are. */
export async function saveHouseholds(all: readonly { readonly work: Work; readonly saving: Saving }[]): Promise<void> {
  const [first] = all
  if (first === undefined) return
  const { tx, now, today } = first.work
  const keyed = all.flatMap(({ work, saving }) =>
    saving.people.map((one, at): Keyed => ({
      ...one,
      ...work.vault.newPersonKey(one.personId),
      work,
      saving,
      number: registrationNumber(saving.officePrefix, saving.numbers[at] ?? 0),
    })),
  )
  const savings = all.map(({ saving }) => saving)
  const fresh = savings.filter((one) => one.isNewHousehold)
  const access = sql`insert into access.person_access (person_id, grantee_id, basis, scope, until)
    select a.person_id, a.grantee_id, a.basis, a.scope, a.until from jsonb_to_recordset(${JSON.stringify(savings.flatMap(accessRows))}::jsonb)
      as a (person_id uuid, grantee_id uuid, basis smallint, scope smallint, until date)`
  const households = sql`insert into registry.household (household_id, organisation_id, registered)
    select h.household_id, h.organisation_id, ${now}::timestamptz
    from unnest(${fresh.map((one) => one.householdId)}::uuid[], ${fresh.map((one) => one.organisationId)}::uuid[]) as h (household_id, organisation_id)`
  const everything = together(
    [
      ...personInserts({ now, today }),
      factsInsert(keyed.flatMap((one) => factRows(one.work, one))),
      projectionInsert(
        first.work,
        keyed.map((one) => ({ personId: one.personId, facts: one.person.facts })),
      ),
    ],
    { p: personRows(keyed) },
  )
  await Promise.all([
    // The policies of everything that follows look for these access rows, so they are a statement of their own.
    tx.run(together(fresh.length > 0 ? [access, households] : [access])),
    tx.run(everything),
    keepKeys(tx, keyed),
  ])
}

/** The next registration numbers: drawn beside other questions, because nobody has to wait for them. */
export async function drawNumbers(tx: Transaction, count: number): Promise<readonly number[]> {
  const rows = await tx.rows(
    sql<{ n: string }>`select nextval('registry.registration_number') as n from generate_series(1, ${count})`,
  )
  return rows.map((row) => Number(row.n))
}

function personRows(keyed: readonly Keyed[]): RawBuilder<unknown> {
  const persons = keyed.map(({ personId, person, wrapped, master, number, work, saving }) => ({
    personId,
    number,
    private: person.privateInterview,
    wrapped: wrapped.toString('hex'),
    master,
    relation: person.relation,
    householdId: saving.householdId,
    registeredBy: saving.organisationId,
    consents: person.consents,
    by: person.consentBy,
    ...credential(work, { personId, person }),
  }))
  return sql`select * from jsonb_to_recordset(${JSON.stringify(persons)}::jsonb) as p ("personId" uuid, number text, private boolean,
    wrapped text, master smallint, relation text, "householdId" uuid, "registeredBy" uuid, consents jsonb, by text, "codeHash" text, "codeSealed" text)`
}

function personInserts({ now, today }: Pick<Work, 'now' | 'today'>): readonly RawBuilder<unknown>[] {
  return [
    sql`insert into registry.person (person_id, version, registered_by, registered, number, private_interview)
      select "personId", 1, "registeredBy", ${now}::timestamptz, number, private from p`,
    sql`insert into registry.person_key (person_id, wrapped, master) select "personId", decode(wrapped, 'hex'), master from p`,
    sql`insert into registry.consent (person_id, version, answers, text_version, given_by, at)
      select "personId", 1, consents, ${consentTextVersion}, by, ${now}::timestamptz from p`,
    sql`insert into registry.credential (person_id, code_hash, code_sealed)
      select "personId", decode("codeHash", 'hex'), decode("codeSealed", 'hex') from p where "codeHash" is not null`,
    sql`insert into registry.household_member (person_id, household_id, relation, since)
      select "personId", "householdId", relation, ${today}::date from p`,
  ]
}

function accessRows(saving: Saving): readonly Row[] {
  const own = saving.people.map(({ personId }) => ({
    person_id: personId,
    grantee_id: saving.organisationId,
    basis: 1,
    scope: 3,
  }))
  const adults = saving.people
    .filter(({ person }) => person.isChild !== true)
    .map(({ personId }) => ({ person_id: personId, grantee_id: personId, basis: 2, scope: 2 }))
  const family = [
    ...saving.people.map(({ personId, person }) => ({ personId, ...person, joins: true })),
    ...(saving.around ?? []).map((one) => ({ ...one, adultFrom: undefined, joins: false })),
  ]
  const guardians = guardianships(family).flatMap(({ guardian, child }) => {
    const [adult, minor] = [family[guardian], family[child]]
    return adult === undefined || minor?.adultFrom === undefined || !minor.joins
      ? []
      : [{ person_id: minor.personId, grantee_id: adult.personId, basis: 3, scope: 2, until: addDays(minor.adultFrom, -1) }]
  })
  return [...own, ...adults, ...guardians]
}

/** Every adult, and everybody whose age leaves it open, gets an access code; it stays readable (sealed) until a PIN is set. */
function credential(work: Work, { personId, person }: { readonly personId: PersonId; readonly person: NewPerson }): Row {
  if (person.isChild === true) return {}
  const code = newAccessCode(work)
  return {
    codeHash: accessCodeHash(work.vault, code).toString('hex'),
    codeSealed: sealCode(work.vault, personId, code).toString('hex'),
  }
}

export function newAccessCode(work: Pick<Work, 'random'>): string {
  return crockford(work.random(10))
}

export function accessCodeHash(vault: Work['vault'], code: string): Buffer {
  return vault.hmac('access-code', code)
}

export function sealCode(vault: Work['vault'], personId: string, code: string): Buffer {
  return vault.seal(`registry.credential/${personId}`, Buffer.from(code))
}

export type FactRow = { readonly personId: string; readonly class: number; readonly version: number; readonly sealed: Buffer }

function factRows(
  work: Work,
  one: { readonly personId: PersonId; readonly person: NewPerson; readonly key: PersonKey },
): readonly FactRow[] {
  return ([1, 2, 3] as const).flatMap((level) => {
    const facts = Object.fromEntries(Object.entries(one.person.facts).filter(([id]) => classOf(id) === level))
    return Object.keys(facts).length === 0
      ? []
      : [sealFacts(work, { personId: one.personId, key: one.key, level, version: 1, facts })]
  })
}

/** Seals one document and notes its digest in the person's chain. */
export function sealFacts(
  work: Work,
  one: {
    readonly personId: string
    readonly key: PersonKey
    readonly level: number
    readonly version: number
    readonly facts: Readonly<Record<string, StoredFact>>
    readonly changed?: readonly string[]
  },
): FactRow {
  const context = factsContext(one.personId, one.level, one.version)
  const sealed = one.key.seal(context, packFacts(one.facts))
  work.journal(one.personId, {
    fields: one.level === 3 ? ['restricted'] : (one.changed ?? Object.keys(one.facts)),
    digests: { [`facts/${one.level}@${one.version}`]: hash('sha256', sealed) },
  })
  return { personId: one.personId, class: one.level, version: one.version, sealed }
}

export async function insertFacts(work: Work, rows: readonly FactRow[]): Promise<void> {
  await work.tx.run(factsInsert(rows))
}

function factsInsert(rows: readonly FactRow[]): RawBuilder<unknown> {
  return sql`insert into registry.facts (person_id, class, version, sealed)
    select * from unnest(${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.class)}::smallint[], ${rows.map((row) => row.version)}::int[], ${rows.map((row) => row.sealed)}::bytea[])`
}

/** Makes what a person is found by the keys of today: for what is typed, and for finding duplicates. */
export async function keepKeys(
  tx: Transaction,
  people: readonly { readonly personId: string; readonly findable: Pick<Kept, 'keptKeys'> }[],
): Promise<void> {
  const lists = people.map(({ findable }) => asList(findable.keptKeys))
  await tx.run(sql`select registry.keep_keys(${people.map((one) => one.personId)}::uuid[], ${lists}::text[])`)
}

/** Keys as a list that PostgreSQL reads. */
export function asList(keys: readonly bigint[]): string {
  return `{${keys.join(',')}}`
}

type Countable = { readonly personId: string; readonly facts: Readonly<Record<string, StoredFact>> }

const projectionColumns = sql.raw(
  `r (ref text, key bigint, "populationGroup" text, need text, sex text, "ageGroup" text, nationality text, place text, month text)`,
)

function projectionRows(work: Work, people: readonly Countable[]): string {
  return JSON.stringify(
    people.map(({ personId, facts }) => ({
      ref: work.vault.hmac('statistics-row', personId).toString('hex'),
      key: String(recordKey(work.vault.statisticsSecret, personId)),
      ...projectionOf(facts, work.today),
    })),
  )
}

/** The coarse rows of statistics: no id, only a reference that cannot be turned back without the secret. */
function projectionInsert(work: Work, people: readonly Countable[]): RawBuilder<unknown> {
  return sql`insert into statistics.person (row_ref, record_key, population_group, need, sex, age_group, nationality, place, month)
    select decode(ref, 'hex'), key, "populationGroup", need, sex, "ageGroup", nationality, place, month from jsonb_to_recordset(${projectionRows(work, people)}::jsonb) as ${projectionColumns}`
}

/** The same row after a change; the month of registration stays. Without the restricted document the need stays too. */
export async function renewProjection(
  work: Work,
  person: Countable,
  { withNeeds }: { readonly withNeeds: boolean },
): Promise<void> {
  const need = withNeeds ? sql`, need = r.need` : sql``
  // Found by a value and not by a column: under a policy no index serves a condition that goes through a function.
  const reference = work.vault.hmac('statistics-row', person.personId)
  await work.tx
    .run(sql`update statistics.person s set population_group = r."populationGroup", sex = r.sex, age_group = r."ageGroup", nationality = r.nationality, place = r.place ${need}
    from jsonb_to_recordset(${projectionRows(work, [person])}::jsonb) as ${projectionColumns} where s.row_ref = ${reference}`)
}
