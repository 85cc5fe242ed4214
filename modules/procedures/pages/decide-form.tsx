import { Card, Choices, Form, refusalAt, TextField, useText, type RefusedForm } from '@convive/ui'
import { AgainstRulesFields } from './against-rules.tsx'
import type { ApplicationData } from './application.tsx'

/** The decision with its reasons, on what its maker has before their eyes. */
export function DecideForm({
  data,
  actionData,
}: {
  readonly data: ApplicationData
  readonly actionData?: RefusedForm | undefined
}) {
  const { t } = useText()
  if (data.youPrepared) return <p className="note">{t('refusal.procedures/same-person-decides')}</p>
  const shared = { refusals: actionData?.refusals, typed: actionData?.typed }
  return (
    <Card title={t('procedures.application.decide')}>
      <p className="soft">{t('procedures.application.decide-hint')}</p>
      <Form>
        <input type="hidden" name="seen" value={data.seen} />
        <Choices
          name="outcome"
          inline
          label={t('procedures.application.outcome')}
          options={(['approved', 'refused'] as const).map((one) => ({ value: one, label: t(`procedures.outcome.${one}`) }))}
          {...shared}
        />
        <TextField
          name="reasons"
          lines={5}
          label={t('procedures.application.reasons')}
          hint={t('procedures.application.reasons-hint')}
          {...shared}
        />
        {data.people.map((person) => (
          <DecideFor key={person.personId} person={person} isAlone={data.people.length === 1} {...shared} />
        ))}
        <button className="button" name="do" value="decide">
          {t('procedures.application.decide-button')}
        </button>
      </Form>
    </Card>
  )
}

/** Who gets no paper by the rules and why; where several apply, room to refuse one of them alone. */
function DecideFor({
  person,
  isAlone,
  ...shared
}: {
  readonly person: ApplicationData['people'][number]
  readonly isAlone: boolean
  readonly refusals: RefusedForm['refusals'] | undefined
  readonly typed: RefusedForm['typed'] | undefined
}) {
  const { t, locale } = useText()
  const name = person.name === '' ? t('ui.unknown') : person.name
  const at = `except.${person.personId}`
  const refusal = refusalAt(shared.refusals ?? [], at)
  return (
    <>
      {person.answer.kind === 'yes' ? null : (
        <>
          <p>{t('procedures.application.no-paper', { name })}</p>
          <ul>
            {person.answer.reasons
              .filter((one) => one.state !== 'met')
              .map((one) => (
                <li key={one.id}>
                  {one.state === 'not_met' ? '✕' : '?'} {one.words[locale]} <small className="soft">{one.cite}</small>
                </li>
              ))}
          </ul>
        </>
      )}
      {person.answer.kind === 'yes' ? <AgainstRulesFields person={person} name={name} {...shared} /> : null}
      {isAlone ? (
        refusal === undefined ? null : (
          <p className="why" id={at}>
            {t(`refusal.${refusal.code}`)}
          </p>
        )
      ) : (
        <TextField
          name={at}
          lines={2}
          label={t('procedures.application.except', { name })}
          hint={t('procedures.application.except-hint', { name })}
          {...shared}
        />
      )}
    </>
  )
}

/** Reasons typed beside a person's name refuse for that person. */
export function exceptions(form: FormData): Readonly<Record<string, string>> {
  const typed = [...form].flatMap(([name, value]): readonly (readonly [string, string])[] =>
    name.startsWith('except.') && typeof value === 'string' && value.trim() !== '' ? [[name.slice('except.'.length), value]] : [],
  )
  return Object.fromEntries(typed)
}
