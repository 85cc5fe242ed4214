/**
 * The guided checklist: few plain questions instead of 113 codes. `code` is the UNHCR code recorded when the answer is yes;
 * `alone` questions are asked on a page of their own, without the rest of the family.
 */
export type NeedQuestion = { readonly code: string; readonly alone: boolean }

export const needsChecklist: readonly NeedQuestion[] = [
  { code: 'SC', alone: false },
  { code: 'CR', alone: false },
  { code: 'PG', alone: false },
  { code: 'ER', alone: false },
  { code: 'DS', alone: false },
  { code: 'SM', alone: false },
  { code: 'SP', alone: false },
  { code: 'FU', alone: false },
  { code: 'LP-ND', alone: false },
  { code: 'LP-BN', alone: false },
  { code: 'WR', alone: true },
  { code: 'LP-RD', alone: true },
  { code: 'LP-AN', alone: true },
  { code: 'TR', alone: true },
  { code: 'SV', alone: true },
]

export const genderIdentities = ['woman', 'man', 'non_binary', 'other'] as const
