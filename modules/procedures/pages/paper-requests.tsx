import { Form, useText } from '@convive/ui'
import type { ApplicationData } from './application.tsx'

/** What was asked for and is still waited for: which papers, why, until when, and how to bring them. */
export function PaperRequests({ data }: { readonly data: ApplicationData }) {
  const { t, locale, formats, actor } = useText()
  if (data.application.status !== 'submitted') return null
  const waiting = data.requests.filter((one) => one.ended === null)
  return waiting.map((one) => {
    const name = data.people.find((person) => person.personId === one.personId)?.name ?? ''
    return (
      <section className="note wait" key={one.requestId}>
        <h2>
          {data.people.length === 1 ? t('procedures.request.title') : formats.labelled(t('procedures.request.title'), name)}
        </h2>
        <p>
          {t(one.until < data.today ? 'procedures.request.was-until' : 'procedures.request.until', {
            day: formats.date(one.until),
          })}
        </p>
        <ul>
          {one.missing.map((id) => {
            const requirement = data.requirements.find((each) => each.id === id)
            return (
              <li key={id}>
                <a href={`#${one.personId}-${id}`}>{requirement?.title[locale] ?? id}</a>
                {requirement === undefined
                  ? ''
                  : `: ${requirement.anyOf.map((kind) => data.labels[kind]?.[locale] ?? kind).join(` ${t('procedures.answer.or')} `)}`}
              </li>
            )
          })}
        </ul>
        {one.words === undefined ? null : <blockquote lang={one.writtenIn}>{one.words}</blockquote>}
        {data.mayAsk ? (
          <Form>
            <input type="hidden" name="requestId" value={one.requestId} />
            <button className="button quiet" name="do" value="end-request">
              {t('procedures.request.end')}
            </button>
          </Form>
        ) : actor.kind === 'person' ? (
          <p>{t('procedures.request.how')}</p>
        ) : null}
      </section>
    )
  })
}
