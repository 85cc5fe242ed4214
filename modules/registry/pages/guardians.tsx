import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import { Card, Form, SelectField, useText, type Typed } from '@convive/ui'
import type { showPerson } from '../queries/show-person.ts'

/** Who opens this child's record with their own code, until the child is 18; an officer says it and takes it back. */
export function Guardians({
  shown,
  typed,
  refusals,
}: {
  readonly shown: AnswerOf<typeof showPerson>
  readonly typed?: Typed | undefined
  readonly refusals: readonly Refusal[]
}) {
  const { t, formats } = useText()
  // Who is certainly a child represents nobody; whose age is not known may.
  const others = shown.members.filter(
    (one) =>
      one.personId !== shown.person.personId &&
      (one.ages === undefined || one.ages.oldest >= 18) &&
      !shown.guardians.some((guardian) => guardian.personId === one.personId),
  )
  return (
    <Card title={t('registry.person.guardians')}>
      <p className="soft">{t('registry.person.guardians-hint')}</p>
      <ul className="steps">
        {shown.guardians.map((guardian) => (
          <li key={guardian.personId}>
            <span>
              {guardian.name === '' ? t('ui.unknown') : guardian.name}{' '}
              {guardian.until === null ? null : (
                <small>{t('registry.person.until', { day: formats.date(guardian.until) })}</small>
              )}
            </span>
            <Form className="inline">
              <input type="hidden" name="do" value="guardian" />
              <input type="hidden" name="guardianId" value={guardian.personId} />
              <input type="hidden" name="represents" value="no" />
              <button className="link" aria-label={`${t('registry.person.end-guardian')}: ${guardian.name}`}>
                {t('registry.person.end-guardian')}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {others.length === 0 ? null : (
        <Form>
          <input type="hidden" name="do" value="guardian" />
          <input type="hidden" name="represents" value="yes" />
          <SelectField
            name="guardianId"
            label={t('registry.person.add-guardian')}
            empty="—"
            options={others.map((one) => ({ value: one.personId, label: one.name === '' ? one.number : one.name }))}
            typed={typed}
            refusals={refusals}
          />
          <button className="button quiet">{t('ui.save')}</button>
        </Form>
      )}
    </Card>
  )
}
