import type { AnswerOf } from '@convive/commands'
import { SummaryList, useText } from '@convive/ui'
import type { checkDuplicates } from '../queries/check-duplicates.ts'
import { useFactRows } from './fact-rows.tsx'
import type { Lists } from './options.ts'

type Person = AnswerOf<typeof checkDuplicates>['people'][number]
const ofTheHousehold = new Set(['place', 'entry_date', 'entry_manner', 'assisted_by', 'interpreted_by'])
const purposes = ['contact', 'share_services', 'share_offices', 'photo'] as const

/** Everything one person said, to be read back to them. What the whole household shares is told once, with the first. */
export function AnswerRows({
  person,
  consents,
  isFocal,
  lists,
}: {
  readonly person: Person
  readonly consents: Readonly<Record<string, string>>
  readonly isFocal: boolean
  readonly lists: Lists
}) {
  const { t } = useText()
  const facts = useFactRows(lists)(person.facts)
    .filter((row) => (isFocal ? row.key !== 'relation_to_focal_point' : !ofTheHousehold.has(row.key)))
    .map(({ key, name, value }) => ({ key, name, value }))
  const answers = purposes.map((purpose) => ({
    key: purpose,
    name: t(`registry.consent.${purpose}`),
    value: t(consents[purpose] === 'given' ? 'ui.yes' : 'ui.no'),
  }))
  return <SummaryList rows={[...facts, ...answers]} />
}
