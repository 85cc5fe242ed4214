import { isPartialDate } from '@convive/kernel'
import type { FactState } from '@convive/facts'
import type { MatchSubject } from '@convive/matching'

type Facts = Readonly<Record<string, FactState | undefined>>

/** A person's facts as the matching engine compares them. */
export function matchSubject(facts: Facts, householdNames: readonly string[]): MatchSubject {
  const birth = textOf(facts['birth_date'])
  const sex = textOf(facts['sex'])
  const motherName = textOf(facts['mother_name'])
  return {
    names: {
      given: wordsOf(textOf(facts['given_names'])),
      family: listOf(facts['family_names']),
      other: wordsOf(textOf(facts['other_names'])),
    },
    ...(birth !== undefined && isPartialDate(birth) ? { birth } : {}),
    ...(sex === 'F' || sex === 'M' || sex === 'X' || sex === 'U' ? { sex } : {}),
    documents: listOf(facts['documents']).map((line) => {
      const [kind = '', country = '', number = ''] = line.split('|')
      return { kind, country, number }
    }),
    phones: wordsOf(textOf(facts['phone'])?.replaceAll(/[^\d+]/g, '')),
    ...(motherName === undefined ? {} : { motherName }),
    householdNames,
    nationalities: listOf(facts['nationalities']).concat(textOf(facts['origin_country']) ?? []),
  }
}

export function textOf(fact: FactState | undefined): string | undefined {
  return fact?.state === 'value' && typeof fact.value === 'string' ? fact.value : undefined
}

export function listOf(fact: FactState | undefined): readonly string[] {
  return fact?.state === 'value' && typeof fact.value === 'object' ? fact.value : []
}

function wordsOf(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : [text]
}

/** How a person is named on screen: given names, then surnames as they said them. */
export function displayName(facts: Facts): string {
  return [textOf(facts['given_names']) ?? '', ...listOf(facts['family_names'])].filter((one) => one !== '').join(' ')
}
