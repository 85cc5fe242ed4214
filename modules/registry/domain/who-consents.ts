import type { MemberInput } from './household-input.ts'

type Consenting = MemberInput['consentBy']

/** An adult answers for themselves. So does a child who speaks for the household; for other children an adult answers. */
export function whoConsents(
  said: Consenting,
  { relation, isChild }: { readonly relation: string | null; readonly isChild: boolean | undefined },
): Consenting {
  if (isChild === false) return 'self'
  return isChild === true && relation !== 'focal_point' && said === 'self' ? 'guardian' : said
}
