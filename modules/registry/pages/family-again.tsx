import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import { Card, Choices, TextField, useText, type Typed } from '@convive/ui'
import type { checkDuplicates } from '../queries/check-duplicates.ts'

type Found = AnswerOf<typeof checkDuplicates>

/** A household of which several members look like those who come now: asked about once for all of them. */
export function FamilyAgain({
  found,
  typed,
  refusals,
}: {
  readonly found: Found
  readonly typed: Typed | undefined
  readonly refusals: readonly Refusal[]
}) {
  const { t, locale, formats } = useText()
  return found.families.map(({ householdId, pairs }) => {
    const known = pairs.map(({ member, id }) => found.people[member]?.likely.find((one) => one.id === id))
    const names = known.map((one) => one?.name ?? '').filter((name) => name !== '')
    const [first] = pairs
    return (
      <Card key={householdId} title={t('registry.family.again', { count: pairs.length })}>
        <p>
          <a href={`/${locale}/desk/households/${householdId}/persons/${first?.id ?? ''}`}>{formats.list(names)}</a>
        </p>
        <input type="hidden" name={`family.${householdId}`} value={pairs.map(({ member, id }) => `${member}:${id}`).join(' ')} />
        <Choices
          name={`sameFamily.${householdId}`}
          several
          typed={typed}
          label={t('registry.family.all')}
          hint={t('registry.family.check-hint')}
          options={[{ value: 'same', label: t('registry.family.all-same', { count: pairs.length }) }]}
        />
        <TextField
          name={`familyReason.${householdId}`}
          label={t('registry.duplicates.reason')}
          typed={typed}
          refusals={refusals}
        />
      </Card>
    )
  })
}
