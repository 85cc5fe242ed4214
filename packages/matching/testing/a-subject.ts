import { partialDate } from '@convive/kernel'
import type { MatchSubject } from '../subject.ts'

type Draft = Omit<Partial<MatchSubject>, 'birth' | 'names'> & {
  readonly given?: string
  readonly family?: string
  readonly birth?: string
}

/** A woman of Ysapy as an officer wrote her down; what a test names is changed, the rest stays. No birth: `''`. */
export function aSubject({
  given = 'Yolanda',
  family = 'Hernández Moreno',
  birth = '1990-05-03',
  ...rest
}: Draft = {}): MatchSubject {
  return {
    names: { given: [given], family: [family] },
    ...(birth === '' ? {} : { birth: partialDate(birth) }),
    sex: 'F',
    documents: [],
    phones: [],
    householdNames: [],
    nationalities: ['VEN'],
    ...rest,
  }
}
