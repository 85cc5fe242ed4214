import { refuse, type Refusal } from '@convive/kernel'

/** The consents on which a record is shared. */
export const sharePurposes = ['share_services', 'share_offices'] as const
export type SharePurpose = (typeof sharePurposes)[number]

/** What of a record can be shared; who somebody is always goes along. */
export const shareParts = ['identity', 'contact', 'documents', 'situation', 'photo'] as const
export type SharePart = (typeof shareParts)[number]

const covered: Readonly<Record<SharePurpose, readonly SharePart[]>> = {
  share_services: ['identity', 'contact'],
  share_offices: shareParts,
}

/** Whatever is not named here is never shared: others of the household, who assisted, and all that is sensitive or restricted. */
const partOf: Readonly<Record<string, SharePart>> = {
  given_names: 'identity',
  family_names: 'identity',
  other_names: 'identity',
  birth_date: 'identity',
  sex: 'identity',
  nationalities: 'identity',
  origin_country: 'identity',
  phone: 'contact',
  safe_to_contact: 'contact',
  languages: 'contact',
  preferred_language: 'contact',
  interpreter_needed: 'contact',
  literacy: 'contact',
  place: 'contact',
  documents: 'documents',
  entry_date: 'situation',
  ties: 'situation',
}

export function isSharePurpose(purpose: string): purpose is SharePurpose {
  return sharePurposes.some((one) => one === purpose)
}

/** The parts asked for and who somebody is, in order; undefined when the consent does not cover one of them. */
export function partsFor(purpose: SharePurpose, asked: readonly SharePart[]): readonly SharePart[] | undefined {
  if (!asked.every((part) => covered[purpose].includes(part))) return undefined
  return shareParts.filter((part) => part === 'identity' || asked.includes(part))
}

/** Of a document of facts those that belong to these parts. */
export function sharedFacts<Fact>(
  facts: Readonly<Record<string, Fact>>,
  parts: readonly SharePart[],
): Readonly<Record<string, Fact>> {
  return Object.fromEntries(
    Object.entries(facts).filter(([id]) => {
      const part = partOf[id]
      return part !== undefined && parts.includes(part)
    }),
  )
}

export type ConsentSaid = {
  readonly answers: Readonly<Record<string, 'given' | 'refused'>>
  readonly textVersion: string
  readonly givenBy: string
}

/** Words of the consents from before sharing said nothing of another organisation that reads the record. */
const wordsWithoutSharing = new Set(['2026-11'])

/**
 * Whether a record may be shared: by an adult's own yes, for a child by a guardian's. `history` is newest first; a yes is
 * judged as it was when it was last given, not by who answered something else since.
 */
export function refusesSharing(
  history: readonly ConsentSaid[],
  { purpose, isChild }: { readonly purpose: SharePurpose; readonly isChild: boolean | undefined },
): Refusal | undefined {
  const until = history.findIndex((one) => one.answers[purpose] !== 'given')
  const given = history.slice(0, until === -1 ? undefined : until).at(-1)
  if (given === undefined || given.givenBy === 'nobody' || wordsWithoutSharing.has(given.textVersion)) return no('consent-needed')
  if (isChild === true && given.givenBy !== 'guardian') return no('guardian-consent-needed')
  if (isChild === false && given.givenBy !== 'self') return no('own-consent-needed')
  return undefined
}

function no(code: 'consent-needed' | 'guardian-consent-needed' | 'own-consent-needed'): Refusal {
  return refuse({ code: `registry/${code}`, at: 'purpose' }).refusals[0]
}
