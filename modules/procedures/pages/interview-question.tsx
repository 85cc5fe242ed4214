import { Form, useText } from '@convive/ui'
import type { Shown } from './interview-shown.ts'
import { InterviewTop } from './interview-top.tsx'
import { usePersonName } from './use-person-name.ts'
import { QuestionFields } from './question-fields.tsx'
import { useTelling } from './use-telling.ts'

/** One question, of one person or of several who are asked the same. */
export function InterviewQuestion({ shown }: { readonly shown: Shown }) {
  const { t, locale } = useText()
  const { question, remaining } = shown.step
  const nameOf = usePersonName(shown.people)
  if (question === undefined) return null
  const [only, ...others] = question.people
  const isTogether = others.length > 0
  const hint = [question.hint?.[locale], question.why?.[locale]].filter((one) => one !== undefined).join(' ')
  const isForAll = shown.step.shared.includes(question.id)
  return (
    <>
      <InterviewTop shown={shown} title={question.ask[locale]} />
      <p className="soft">
        {t('web.start.what-can-i')}
        {remaining === 0 ? '' : ` · ${t('procedures.interview.left', { count: remaining })}`}
      </p>
      <Clashes shown={shown} />
      <Form>
        <input type="hidden" name="sealed" value={shown.sealed} />
        <input type="hidden" name="question" value={question.id} />
        <input type="hidden" name="type" value={question.type} />
        {question.people.map(({ at }) => (
          <input key={at} type="hidden" name="of" value={at} />
        ))}
        {isTogether ? (
          <>
            <h1>{question.ask[locale]}</h1>
            {hint === '' ? null : <p className="hint">{hint}</p>}
            {question.people.map(({ at, before }) => (
              <div className="card" key={at}>
                <QuestionFields
                  question={{ ...question, before }}
                  heading={false}
                  refusals={shown.refusals}
                  typed={shown.typed}
                  of={{ suffix: `.${at}`, label: nameOf(at) }}
                />
              </div>
            ))}
          </>
        ) : (
          <>
            {shown.people.length === 1 || isForAll ? null : (
              <p>
                <strong>{nameOf(only?.at ?? 0)}</strong>
              </p>
            )}
            <QuestionFields
              question={{ ...question, before: only?.before }}
              heading
              refusals={shown.refusals}
              typed={shown.typed}
            />
          </>
        )}
        <div className="actions">
          <button className="button">{t('ui.go-on')}</button>
          {shown.started ? (
            <button className="button quiet" name="do" value="back">
              {t('ui.back')}
            </button>
          ) : null}
          <button className="link" name="do" value="results">
            {t('procedures.interview.so-far')}
          </button>
          <button className="link" name="do" value="people">
            {t('procedures.interview.for-family')}
          </button>
        </div>
      </Form>
      <p className="soft">
        {t(shown.known ? 'procedures.interview.from-known' : 'procedures.interview.kept')}{' '}
        {shown.known || shown.started ? null : <a href={`/${locale}/interview/saved`}>{t('procedures.saved.have-code')}</a>}
      </p>
    </>
  )
}

/** Two answers that cannot both be so: both are shown, and each can be changed. */
function Clashes({ shown }: { readonly shown: Shown }) {
  const { t, locale, formats } = useText()
  const nameOf = usePersonName(shown.people)
  const tell = useTelling()
  const found = shown.step.people.flatMap(({ clashes, given }, at) => clashes.map((facts) => ({ facts, given, at })))
  if (found.length === 0) return null
  return (
    <Form className="note">
      <input type="hidden" name="sealed" value={shown.sealed} />
      {found.map(({ facts, given, at }) => (
        <div key={`${at} ${facts.join(' ')}`}>
          <p>
            <strong>
              {shown.people.length === 1 ? '' : `${formats.labelled(nameOf(at), '')} `}
              {t('procedures.interview.clash')}
            </strong>
          </p>
          <ul>
            {given
              .filter((one) => facts.includes(one.id))
              .map((one) => (
                <li key={one.id}>
                  {formats.labelled(one.label[locale], tell(one))}{' '}
                  {shown.people[at]?.asked.includes(one.id) === true ? (
                    <button
                      className="link"
                      name="do"
                      value={`change:${one.id}:${at}`}
                      aria-label={`${t('procedures.results.change')}: ${one.label[locale]}`}
                    >
                      {t('procedures.results.change')}
                    </button>
                  ) : null}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Form>
  )
}
