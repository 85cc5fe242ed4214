import type { AnswerOf } from '@convive/commands'
import { Card, Form, Tag, TextField, useText, type RefusedForm } from '@convive/ui'
import type { myData } from '../queries/my-data.ts'

type Mine = AnswerOf<typeof myData>

const tones = { open: 'wait', accepted: 'yes', declined: 'no' } as const

/** What a person asked to have corrected, and what became of it; after a no they can say that they do not agree. */
export function MyCorrections({ mine, refused }: { readonly mine: Mine; readonly refused: RefusedForm | undefined }) {
  const { t, formats, timeZone } = useText()
  if (mine.corrections.length === 0) return null
  return (
    <Card title={<span id="corrections">{t('registry.corrections.yours')}</span>}>
      {mine.corrections.map((one) => (
        <section key={one.correctionId} className="note">
          <p>
            <strong>{t(`registry.fact.${one.fact}`)}</strong>{' '}
            <Tag tone={tones[one.state]}>{t(`registry.corrections.${one.state}`)}</Tag>
            <br />
            <span className="soft">{formats.moment(new Date(one.asked), timeZone)}</span>
          </p>
          <p>«{one.text}»</p>
          {one.answer === undefined ? null : (
            <p>
              {t('registry.corrections.office-says')}: «{one.answer}»
            </p>
          )}
          {one.objection === undefined ? null : (
            <p>
              {t('registry.corrections.you-object')}: «{one.objection}»
            </p>
          )}
          {one.state !== 'declined' || one.objected !== null ? null : (
            <details className="no-print">
              <summary>{t('registry.corrections.object')}</summary>
              <Form>
                <input type="hidden" name="personId" value={mine.personId} />
                <input type="hidden" name="correctionId" value={one.correctionId} />
                <input type="hidden" name="do" value="object" />
                <TextField
                  name="text"
                  lines={3}
                  label={t('registry.corrections.object-why')}
                  typed={refused?.typed}
                  refusals={refused?.refusals}
                />
                <button className="button">{t('registry.corrections.send')}</button>
              </Form>
            </details>
          )}
        </section>
      ))}
    </Card>
  )
}
