import { ErrorSummary, Form, useText } from '@convive/ui'
import { AnswerCards } from './answer-cards.tsx'
import type { Shown } from './interview.tsx'
import { useTelling } from './use-telling.ts'

/** What can be applied for today, and always the asylum route and somebody to talk to. */
export function InterviewResults({ shown }: { readonly shown: Shown }) {
  const { t, locale, formats } = useText()
  const { answers, labels, remaining } = shown.step
  const title = t(answers.some((one) => one.kind === 'yes') ? 'procedures.results.title' : 'procedures.results.title-other')
  return (
    <>
      <title>{`${title} · Convive`}</title>
      <ErrorSummary refusals={shown.refusals} />
      <h1>{title}</h1>
      <p>{t('procedures.results.intro')}</p>
      {answers.length === 0 ? <p className="note">{t('procedures.results.no-country')}</p> : null}
      <AnswerCards
        answers={answers}
        labels={labels}
        renderBelow={(procedure, kind) =>
          shown.known && kind !== 'closed' && kind !== 'no' ? (
            <Form>
              <input type="hidden" name="sealed" value={shown.sealed} />
              <button className="button" name="do" value={`open:${procedure}`}>
                {t('procedures.results.open')}
              </button>
              {shown.asked.length === 0 ? null : <p className="soft">{t('procedures.results.open-hint')}</p>}
            </Form>
          ) : null
        }
      />
      {remaining === 0 ? null : (
        <Form className="no-print">
          <input type="hidden" name="sealed" value={shown.sealed} />
          <button className="button" name="do" value="go-on">
            {t('procedures.results.more', { count: remaining })}
          </button>
        </Form>
      )}
      <h2>{t('procedures.results.always')}</h2>
      {shown.places.map((place) => (
        <section className="card" key={place.id}>
          <h3>{place.name[locale]}</h3>
          <p>
            <strong>{formats.labelled(t('web.help.asylum'), '')}</strong> {place.asylum[locale]}
          </p>
          <p>
            <strong>{formats.labelled(t('web.help.talk'), '')}</strong> {place.contact[locale]}
          </p>
        </section>
      ))}
      <GivenAnswers shown={shown} />
      <Form className="no-print">
        <input type="hidden" name="sealed" value={shown.sealed} />
        <div className="actions">
          {shown.asked.length === 0 ? null : (
            <button className="button quiet" name="do" value="back">
              {t('ui.back')}
            </button>
          )}
          <button className="button quiet" name="do" value="restart">
            {t('procedures.results.again')}
          </button>
        </div>
      </Form>
      <p className="soft">{t(shown.known ? 'procedures.interview.from-known' : 'procedures.interview.kept')}</p>
    </>
  )
}

/** What was answered, each with a way to change it; for somebody registered also what was known before. */
function GivenAnswers({ shown }: { readonly shown: Shown }) {
  const { t, locale } = useText()
  const tell = useTelling()
  const { given } = shown.step
  if (given.length === 0) return null
  const inOrder = given.toSorted((a, b) => shown.asked.indexOf(a.id) - shown.asked.indexOf(b.id))
  return (
    <Form className="card">
      <input type="hidden" name="sealed" value={shown.sealed} />
      <h2>{t('procedures.results.given')}</h2>
      <dl>
        {inOrder.map((one) => (
          <div className="pair" key={one.id}>
            <dt>{one.label[locale]}</dt>
            <dd>
              {tell(one)}{' '}
              {shown.asked.includes(one.id) ? (
                <button
                  className="link"
                  name="do"
                  value={`change:${one.id}`}
                  aria-label={`${t('procedures.results.change')}: ${one.label[locale]}`}
                >
                  {t('procedures.results.change')}
                </button>
              ) : (
                <small>{t('procedures.results.known')}</small>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Form>
  )
}
