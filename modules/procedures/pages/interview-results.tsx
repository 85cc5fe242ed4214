import { ErrorSummary, Form, useText } from '@convive/ui'
import { AnswerCards } from './answer-cards.tsx'
import { InterviewKeep } from './interview-keep.tsx'
import type { Shown } from './interview-shown.ts'
import { usePersonName } from './use-person-name.ts'
import { useTelling } from './use-telling.ts'

/** What each can apply for today, and always the asylum route and somebody to talk to. */
export function InterviewResults({ shown }: { readonly shown: Shown }) {
  const { t, locale, formats } = useText()
  const { people, remaining } = shown.step
  const nameOf = usePersonName(shown.people)
  const all = people.flatMap((one) => one.answers)
  const title = t(all.some((one) => one.kind === 'yes') ? 'procedures.results.title' : 'procedures.results.title-other')
  return (
    <>
      <title>{`${title} · Convive`}</title>
      <ErrorSummary refusals={shown.refusals} />
      {shown.saved === undefined ? null : <InterviewKeep shown={shown} />}
      <h1>{title}</h1>
      <p>{t('procedures.results.intro')}</p>
      {all.length === 0 ? <p className="note">{t('procedures.results.no-country')}</p> : null}
      {people.map(({ answers }, at) => {
        const cards = <PersonAnswers shown={shown} answers={answers} at={at} />
        if (people.length === 1) return <section key={at}>{cards}</section>
        return (
          <details className="member" key={at} open={at === 0}>
            <summary>
              <h2>{formats.labelled(nameOf(at), t('procedures.results.count', { count: countYes(answers) }))}</h2>
            </summary>
            {cards}
          </details>
        )
      })}
      {remaining === 0 ? null : (
        <Form className="no-print">
          <input type="hidden" name="sealed" value={shown.sealed} />
          <button className="button" name="do" value="go-on">
            {t('procedures.results.more', { count: remaining })}
          </button>
        </Form>
      )}
      <Others shown={shown} />
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
      {people.map((_, at) => (
        <GivenAnswers key={at} shown={shown} at={at} />
      ))}
      {shown.saved === undefined ? <InterviewKeep shown={shown} /> : null}
      <Form className="no-print">
        <input type="hidden" name="sealed" value={shown.sealed} />
        <div className="actions">
          {shown.started ? (
            <button className="button quiet" name="do" value="back">
              {t('ui.back')}
            </button>
          ) : null}
          <button className="button quiet" name="do" value="people">
            {t('procedures.interview.for-family')}
          </button>
          <button className="button quiet" name="do" value="restart">
            {t('procedures.results.again')}
          </button>
        </div>
      </Form>
      {shown.saved === undefined ? (
        <p className="soft">{t(shown.known ? 'procedures.interview.from-known' : 'procedures.interview.kept')}</p>
      ) : null}
    </>
  )
}

type Answers = Shown['step']['people'][number]['answers']

/** What one of them can apply for, with a way on to an application for somebody registered. */
function PersonAnswers({ shown, answers, at }: { readonly shown: Shown; readonly answers: Answers; readonly at: number }) {
  const { t } = useText()
  return (
    <AnswerCards
      answers={answers}
      labels={shown.step.labels}
      renderBelow={(procedure, kind) =>
        shown.known && kind !== 'closed' && kind !== 'no' ? (
          <Form>
            <input type="hidden" name="sealed" value={shown.sealed} />
            <button className="button" name="do" value={`open:${procedure}:${at}`}>
              {t('procedures.results.open')}
            </button>
            {shown.started ? <p className="soft">{t('procedures.results.open-hint')}</p> : null}
          </Form>
        ) : null
      }
    />
  )
}

function countYes(answers: Answers): number {
  return answers.filter((one) => one.kind === 'yes').length
}

/** What nobody is asked about unless they want to know. */
function Others({ shown }: { readonly shown: Shown }) {
  const { t, locale } = useText()
  const { others } = shown.step
  if (others.length === 0) return null
  return (
    <Form className="card no-print">
      <input type="hidden" name="sealed" value={shown.sealed} />
      <h2>{t('procedures.results.others')}</h2>
      <ul>
        {others.map(({ procedure, title }) => (
          <li key={procedure}>
            <button className="link" name="do" value={`also:${procedure}`}>
              {title[locale]}
            </button>
          </li>
        ))}
      </ul>
    </Form>
  )
}

/** What was answered, each with a way to change it; for somebody registered also what was known before. */
function GivenAnswers({ shown, at }: { readonly shown: Shown; readonly at: number }) {
  const { t, locale } = useText()
  const tell = useTelling()
  const nameOf = usePersonName(shown.people)
  const asked = shown.people[at]?.asked ?? []
  const given = (shown.step.people[at]?.given ?? []).filter((one) => at === 0 || !shown.step.shared.includes(one.id))
  if (given.length === 0) return null
  const inOrder = given.toSorted((a, b) => asked.indexOf(a.id) - asked.indexOf(b.id))
  return (
    <Form className="card">
      <input type="hidden" name="sealed" value={shown.sealed} />
      <h2>
        {t('procedures.results.given')}
        {shown.people.length === 1 ? '' : ` · ${nameOf(at)}`}
      </h2>
      <dl>
        {inOrder.map((one) => (
          <div className="pair" key={one.id}>
            <dt>{one.label[locale]}</dt>
            <dd>
              {tell(one)}{' '}
              {asked.includes(one.id) ? (
                <button
                  className="link"
                  name="do"
                  value={`change:${one.id}:${at}`}
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
