import type { AnswerOf } from '@convive/commands'
import { Form, TextField, useText, type RefusedForm } from '@convive/ui'
import type { showPerson } from '../queries/show-person.ts'

export type Asked = AnswerOf<typeof showPerson>['corrections'][number]

/** What the person says is wrong, above the form that corrects it; and the way to decline with a reason. */
export function AskedCorrection({ asked, refused }: { readonly asked: Asked; readonly refused: RefusedForm | undefined }) {
  const { t, formats, timeZone } = useText()
  const declining = refused?.typed['do']?.[0] === 'decline'
  return (
    <section className="note wait">
      <p>
        {t('registry.corrections.person-says')} ({formats.moment(new Date(asked.asked), timeZone)}): «{asked.text}»
      </p>
      {asked.answer === undefined ? null : (
        <p>
          {t('registry.corrections.office-says')}: «{asked.answer}»
        </p>
      )}
      {asked.objection === undefined ? null : (
        <p>
          {t('registry.corrections.objected')}: «{asked.objection}». {t('registry.corrections.another')}
        </p>
      )}
      <p>{t('registry.corrections.accept-below')}</p>
      <details open={declining}>
        <summary>{t('registry.corrections.decline')}</summary>
        <Form>
          <input type="hidden" name="correctionId" value={asked.correctionId} />
          <TextField
            name="reason"
            lines={3}
            label={t('registry.corrections.decline-why')}
            typed={declining ? refused?.typed : undefined}
            refusals={declining ? refused?.refusals : undefined}
          />
          <button className="button quiet" name="do" value="decline">
            {t('registry.corrections.decline')}
          </button>
        </Form>
      </details>
    </section>
  )
}
