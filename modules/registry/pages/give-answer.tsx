import type { Refusal } from '@convive/kernel'
import { Choices, TextField, useText, type Typed } from '@convive/ui'

type Given = { readonly typed: Typed | undefined; readonly refusals: readonly Refusal[] | undefined }

/** Why, by a key or in words, and the button that keeps the answer. Shared by two records and by families. */
export function WhyAndKeep({
  value,
  photos,
  given,
}: {
  readonly value: string
  /** Whether both have one: else nobody can have compared them. */
  readonly photos: boolean
  readonly given: Given
}) {
  const { t } = useText()
  const grounds = (['asked', 'papers', 'photo', 'records'] as const).map((one, at) => ({ one, key: `${at + 4}` }))
  return (
    <>
      <Choices
        name="ground"
        label={t('registry.reviews.ground')}
        options={grounds
          .filter(({ one }) => photos || one !== 'photo')
          .map(({ one, key }) => ({
            value: t(`registry.reviews.ground-${one}`),
            label: t(`registry.reviews.ground-${one}`),
            key,
          }))}
        {...given}
      />
      <TextField name="reason" label={t('registry.reviews.in-words')} pressed="8" {...given} />
      <p className="soft">{t('registry.duplicates.undo-hint')}</p>
      <button className="button" name="do" value={value} data-key="enter">
        {t('registry.person.decide')}
      </button>
    </>
  )
}
