import { partialDate } from '@convive/kernel'
import type { HouseholdInput, MemberInput } from '@convive/registry'
import type { DemoHousehold, DemoPerson } from './population.ts'

/** A made-up household as the registration takes it. */
export function toInput(household: DemoHousehold): HouseholdInput {
  return {
    place: household.place,
    entry: partialDate(household.entry),
    entryManner: household.regular ? 'regular' : 'irregular',
    legalBasis: 'public_task',
    members: household.people.map((person) => memberOf(person, household)),
  }
}

function memberOf(person: DemoPerson, { group, shares }: DemoHousehold): MemberInput {
  return {
    given: person.given,
    family: [...person.family],
    sex: person.sex,
    birth: partialDate(person.birth),
    origin: person.nationality,
    relation: person.relation,
    nationalities: [person.nationality],
    languages: [person.language],
    documents:
      person.document === undefined
        ? { state: 'none' }
        : [{ kind: person.document.kind, country: person.nationality, number: person.document.number }],
    ...(person.phone === undefined ? {} : { phone: person.phone }),
    populationGroup: group,
    needs: { any: person.needs.length > 0 ? 'yes' : 'no', codes: [...person.needs] },
    privateInterview: false,
    consents: { contact: 'given', share_services: 'given', share_offices: shares ? 'given' : 'refused', photo: 'given' },
    consentBy: 'self',
  }
}
