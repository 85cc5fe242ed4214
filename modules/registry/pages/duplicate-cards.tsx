import type { AnswerOf } from '@convive/commands'
import { Choices, Tag, Unbroken, useText, type Typed } from '@convive/ui'
import type { checkDuplicates } from '../queries/check-duplicates.ts'
import { ReasonLine } from './reason-line.tsx'

type Likely = AnswerOf<typeof checkDuplicates>['people'][number]['likely']

/** Records that may be the same person, each with what speaks for and against it in plain words. */
export function DuplicateCards({
  likely,
  whose,
  name,
  typed,
}: {
  readonly likely: Likely
  /** Whose record it is, so that several such lists on a page are told apart. */
  readonly whose: string
  readonly name?: string
  readonly typed?: Typed | undefined
}) {
  const { t, formats, locale } = useText()
  if (likely.length === 0) return null
  return (
    <div>
      <h3>{whose === '' ? t('registry.duplicates.title') : t('registry.duplicates.title-of', { name: whose })}</h3>
      {likely.map((one) => (
        <div className="card" key={one.id}>
          <p>
            <Tag tone={one.band === 'very_likely' ? 'wait' : 'unknown'}>{t(`registry.duplicates.${one.band}`)}</Tag>{' '}
            <a href={`/${locale}/desk/households/${one.householdId}/persons/${one.id}`}>
              <bdi>{one.name}</bdi>
            </a>{' '}
            <span className="soft">
              {one.birth === undefined ? '' : `${formats.date(one.birth)} · `}
              <Unbroken>{one.number}</Unbroken> · {one.place ?? ''}
            </span>
          </p>
          <ul className="reasons several">
            {one.reasons
              .filter((reason) => reason.favours !== 'neither')
              .map((reason) => (
                <ReasonLine key={`${reason.field} ${reason.level}`} reason={reason} />
              ))}
          </ul>
          {name === undefined ? null : (
            <Choices
              name={`${name}.${one.id}`}
              inline
              typed={typed}
              label={t('registry.duplicates.question')}
              options={(['same', 'different', 'unsure'] as const).map((answer) => ({
                value: answer,
                label: t(`registry.duplicates.${answer}`),
              }))}
            />
          )}
        </div>
      ))}
      <p className="soft">{t('registry.duplicates.undo-hint')}</p>
    </div>
  )
}
