import type { z } from 'zod'
import type { householdInput, memberInput } from '../domain/household-input.ts'

export type MemberDraft = z.input<typeof memberInput>
export type HouseholdDraft = z.input<typeof householdInput>

const consents = { contact: 'given', share_services: 'given', share_offices: 'refused', photo: 'given' } as const

/** A person valid by default: `aPerson().named('Yolanda', 'Pérez').bornOn('2016-02-01').with({ relation: 'child' }).build()`. */
export type PersonBuilder = {
  named(given: string, ...family: readonly string[]): PersonBuilder
  bornOn(birth: string): PersonBuilder
  unaccompanied(): PersonBuilder
  with(changes: Partial<MemberDraft>): PersonBuilder
  build(): MemberDraft
}

export function aPerson(draft: Partial<MemberDraft> = {}): PersonBuilder {
  const made: MemberDraft = {
    given: 'Ejemplina',
    family: ['Muestra', 'Prueba'],
    sex: 'F',
    birth: '1990-05-03',
    origin: 'VEN',
    relation: 'focal_point',
    needs: { any: 'no' },
    consents,
    ...draft,
  }
  return {
    named: (given, ...family) => aPerson({ ...made, given, family: [...family] }),
    bornOn: (birth) => aPerson({ ...made, birth }),
    unaccompanied: () =>
      aPerson({ ...made, relation: 'focal_point', needs: { any: 'yes', codes: ['SC-UC'] }, consentBy: 'nobody' }),
    with: (changes) => aPerson({ ...made, ...changes }),
    build: () => made,
  }
}

/** A woman with partner and two children, as they arrive; or whoever is given. */
export function aHousehold(...members: readonly PersonBuilder[]): HouseholdDraft {
  const family = [
    aPerson()
      .named('Ejemplina', 'Moreno', 'de la Cruz')
      .with({
        documents: [{ kind: 'passport', country: 'VEN', number: '084512339', expires: '2021-04-30' }],
        needs: { any: 'yes', codes: ['PG', 'LP-VO'] },
      }),
    aPerson().named('Wilfredo', 'Hernández').bornOn('1987~').with({ sex: 'M', relation: 'partner' }),
    aPerson().named('Yuleisy', 'Hernández', 'Moreno').bornOn('2016-02-01').with({ relation: 'child', consentBy: 'guardian' }),
    aPerson().named('Jhon', 'Hernández', 'Moreno').bornOn('2020').with({ sex: 'M', relation: 'child', consentBy: 'guardian' }),
  ]
  return {
    place: 'Puerto Ysapy',
    entry: '2025-05-12',
    entryManner: 'irregular',
    members: (members.length > 0 ? members : family).map((one) => one.build()),
  }
}
