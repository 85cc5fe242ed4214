import { Card, Choices, dateFrom, DateField, field, Form, SelectField, TextField, useText, type RefusedForm } from '@convive/ui'
import type { ApplicationData } from './application.tsx'

/** For the office: which papers are missing, in words the person reads, and until when they are waited for. */
export function AskPapersForm({
  data,
  actionData,
}: {
  readonly data: ApplicationData
  readonly actionData?: RefusedForm | undefined
}) {
  const { t, locale } = useText()
  const mine = actionData?.typed['do']?.[0] === 'ask-papers'
  const shared = mine ? { refusals: actionData.refusals, typed: actionData.typed } : {}
  return (
    <details open={mine}>
      <summary>{t('procedures.request.ask')}</summary>
      <Card>
        <p className="soft">{t(data.clockStops ? 'procedures.request.ask-hint' : 'procedures.request.ask-hint-runs')}</p>
        <Form>
          {data.people.length === 1 ? null : (
            <SelectField
              name="personId"
              at="ask-personId"
              label={t('procedures.request.whose')}
              options={data.people.map((one) => ({ value: one.personId, label: one.name === '' ? t('ui.unknown') : one.name }))}
              {...shared}
            />
          )}
          <Choices
            name="requirements"
            several
            label={t('procedures.request.which')}
            options={data.requirements.map((one) => ({ value: one.id, label: one.title[locale] }))}
            {...shared}
          />
          <TextField
            name="words"
            lines={4}
            label={t('procedures.request.words')}
            hint={t('procedures.request.words-hint')}
            {...shared}
          />
          <DateField name="until" about={false} label={t('procedures.request.day')} value={data.suggestedUntil} {...shared} />
          <button className="button quiet" name="do" value="ask-papers">
            {t('procedures.request.send')}
          </button>
        </Form>
      </Card>
    </details>
  )
}

/** What was filled in. */
export function askedPapers(form: FormData) {
  const personId = field(form, 'personId')
  return {
    ...(personId === '' ? {} : { personId }),
    requirements: form.getAll('requirements').filter((one) => typeof one === 'string'),
    words: field(form, 'words'),
    until: dateFrom(form, 'until') ?? '',
  }
}
