import { Form, refusalAt, SelectField, Tag, useText, type RefusedForm } from '@convive/ui'
import { AnswerCards } from './answer-cards.tsx'
import type { ApplicationData } from './application.tsx'
import { QuestionFields } from './question-fields.tsx'

type Person = ApplicationData['people'][number]
type Shown = { readonly data: ApplicationData; readonly person: Person; readonly actionData?: RefusedForm | undefined }

/** One applicant: the answer with its reasons, what is still to be said, the papers given and missing. */
export function ApplicantSection({ data, person, actionData, asks }: Shown & { readonly asks: boolean }) {
  const { t, locale, formats, actor } = useText()
  const { application, mayChange } = data
  const mine = actionData?.typed['personId']?.[0] === person.personId
  const refusals = mine ? (actionData?.refusals ?? []) : []
  const isOpen = application.status === 'draft' || application.status === 'submitted'
  return (
    <section>
      <h2>{person.name === '' ? t('ui.unknown') : person.name}</h2>
      {actor.kind === 'member' ? (
        <p className="links">
          {person.householdId === undefined ? null : (
            <a href={`/${locale}/desk/households/${person.householdId}/persons/${person.personId}`}>
              {t('procedures.application.record')}
            </a>
          )}
          {mayChange && isOpen ? (
            <a href={`/${locale}/desk/persons/${person.personId}/correct`}>{t('procedures.application.correct')}</a>
          ) : null}
        </p>
      ) : null}
      <AnswerCards answers={[person.answer]} labels={data.labels} withPapers={false} facts={person.facts} />
      {asks && person.question !== undefined ? (
        <Form className="card">
          <h3>{t('procedures.application.question')}</h3>
          <input type="hidden" name="personId" value={person.personId} />
          <input type="hidden" name="question" value={person.question.id} />
          <input type="hidden" name="type" value={person.question.type} />
          <QuestionFields
            question={person.question}
            heading={false}
            refusals={refusals}
            typed={mine ? actionData?.typed : undefined}
          />
          <button className="button quiet" name="do" value="answer">
            {t('procedures.application.answer')}
          </button>
        </Form>
      ) : null}
      <EvidenceCard data={data} person={person} actionData={actionData} />
      {mayChange && application.status === 'draft' && person.personId !== application.personId ? (
        <Form>
          <input type="hidden" name="personId" value={person.personId} />
          <button className="link" name="do" value="remove-person">
            {formats.labelled(t('procedures.application.remove-person'), person.name)}
          </button>
        </Form>
      ) : null}
    </section>
  )
}

function EvidenceCard({ data, person, actionData }: Shown) {
  const { t, locale, formats } = useText()
  const { status } = data.application
  const label = (id: string): string => data.labels[id]?.[locale] ?? id
  const titleOf = (id: string): string => data.requirements.find((one) => one.id === id)?.title[locale] ?? id
  return (
    <section className="card">
      <h3>{t('procedures.application.evidence')}</h3>
      <ul className="steps">
        {data.requirements.map((one) => {
          const state = person.evidenceStates.find((found) => found.id === one.id)?.state ?? 'missing'
          return (
            <li key={one.id} id={`${person.personId}-${one.id}`}>
              <span>
                {one.title[locale]}
                {state === 'missing' ? (
                  <small className="soft">
                    <br />
                    {t('procedures.application.accepted')} {one.anyOf.map(label).join(` ${t('procedures.answer.or')} `)}
                  </small>
                ) : null}
              </span>
              <Tag tone={state === 'given' ? 'yes' : state === 'missing' ? 'wait' : 'unknown'}>
                {t(`procedures.evidence.${state}`)}
              </Tag>
            </li>
          )
        })}
      </ul>
      {data.evidence
        .filter((paper) => paper.personId === person.personId)
        .map((paper) => (
          <Form key={paper.evidenceId}>
            <input type="hidden" name="evidenceId" value={paper.evidenceId} />
            <p>
              <a href={`/${locale}/evidence/${paper.evidenceId}`}>{label(paper.kind)}</a>{' '}
              <span className="soft">
                {t('procedures.application.proves', { proof: titleOf(paper.requirement) })} ·{' '}
                {t('procedures.application.size', {
                  size: formats.number(Math.ceil(paper.size / 1024)),
                  day: formats.date(paper.added),
                })}
              </span>{' '}
              {status === 'draft' && data.mayChange ? (
                <button className="link" name="do" value="remove">
                  {t('procedures.application.remove')}
                </button>
              ) : null}
            </p>
          </Form>
        ))}
      {(status === 'draft' || status === 'submitted') && data.mayChange ? (
        <AttachForm data={data} person={person} actionData={actionData} />
      ) : null}
    </section>
  )
}

/** What is missing comes first among the papers to choose from. */
function AttachForm({ data, person, actionData }: Shown) {
  const { t, locale, formats } = useText()
  const mine = actionData?.typed['personId']?.[0] === person.personId
  const refusals = mine ? (actionData?.refusals ?? []) : []
  const rank = (id: string): number =>
    ['missing', 'given', 'not_needed'].indexOf(person.evidenceStates.find((one) => one.id === id)?.state ?? 'missing')
  const options = data.requirements
    .toSorted((a, b) => rank(a.id) - rank(b.id))
    .flatMap((one) =>
      one.anyOf.map((kind) => ({
        value: `${one.id}/${kind}`,
        label: formats.labelled(one.title[locale], data.labels[kind]?.[locale] ?? kind),
      })),
    )
  const id = `file-${person.personId}`
  const wrong = refusalAt(refusals, 'file')
  return (
    <Form files>
      <input type="hidden" name="personId" value={person.personId} />
      <SelectField
        name="kind"
        at={`kind-${person.personId}`}
        label={t('procedures.application.kind')}
        options={options}
        refusals={refusals}
        typed={mine ? actionData?.typed : undefined}
      />
      <div className={wrong === undefined ? 'field' : 'field error'} id={wrong === undefined ? undefined : 'file'}>
        <label htmlFor={id}>{t('procedures.application.file')}</label>
        <p className="hint" id={`${id}-hint`}>
          {t('procedures.application.file-hint')}
        </p>
        {wrong === undefined ? null : (
          <p className="why" id={`${id}-why`}>
            {t(`refusal.${wrong.code}`, wrong.with)}
          </p>
        )}
        <input
          type="file"
          id={id}
          name="file"
          accept="application/pdf,image/jpeg,image/png"
          aria-describedby={wrong === undefined ? `${id}-hint` : `${id}-hint ${id}-why`}
          aria-invalid={wrong === undefined ? undefined : true}
        />
      </div>
      <button className="button quiet" name="do" value="attach">
        {t('procedures.application.attach')}
      </button>
    </Form>
  )
}
