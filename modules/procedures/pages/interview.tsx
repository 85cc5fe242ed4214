import type { AnswerOf } from '@convive/commands'
import type { FactState } from '@convive/facts'
import type { Refusal } from '@convive/kernel'
import {
  ask,
  Choices,
  dateFrom,
  DateField,
  ErrorSummary,
  field,
  Form,
  parseAnswer,
  scope,
  TextField,
  tryAsk,
  typedOf,
  useText,
  type PageArgs,
  type Typed,
} from '@convive/ui'
import type { interview } from '../queries/interview.ts'
import type { showContacts } from '../queries/show-contacts.ts'
import { AnswerCards } from './answer-cards.tsx'

type Kept = { readonly answers: Readonly<Record<string, FactState>>; readonly order: readonly string[] }
type Step = AnswerOf<typeof interview>
type Shown = {
  readonly step: Step
  readonly sealed: string
  readonly asked: number
  readonly results: boolean
  readonly refusals: readonly Refusal[]
  readonly typed?: Typed
  readonly contacts: AnswerOf<typeof showContacts>
}

const none: Kept = { answers: {}, order: [] }

export function loader(args: PageArgs): Promise<Shown> {
  return show(args, none, {})
}

async function show(
  args: PageArgs,
  kept: Kept,
  more: { readonly refusals?: readonly Refusal[]; readonly typed?: Typed; readonly results?: boolean },
): Promise<Shown> {
  const step = await ask<typeof interview>(args, 'procedures/interview', { answers: kept.answers })
  const contacts = await ask<typeof showContacts>(args, 'procedures/show-contacts', {})
  return {
    step,
    sealed: scope(args).seal(kept),
    asked: kept.order.length,
    results: more.results === true || step.question === undefined,
    refusals: more.refusals ?? [],
    ...(more.typed === undefined ? {} : { typed: more.typed }),
    contacts,
  }
}

/** The answers travel in the form, sealed: never in the address, a log or the database. */
export async function action(args: PageArgs): Promise<Shown> {
  const at = scope(args)
  const form = at.form ?? new FormData()
  const kept = parseAnswer<Kept | undefined>(at.open(field(form, 'sealed'))) ?? none
  const doing = field(form, 'do')
  if (doing === 'results') return show(args, kept, { results: true })
  if (doing === 'again') return show(args, none, {})
  if (doing === 'back') {
    const order = kept.order.slice(0, -1)
    return show(
      args,
      { order, answers: Object.fromEntries(Object.entries(kept.answers).filter(([id]) => order.includes(id))) },
      {},
    )
  }
  if (doing === 'go-on') return show(args, kept, {})
  const id = field(form, 'question')
  const answer = readAnswer(form, field(form, 'type'))
  if (answer === undefined) return show(args, kept, { refusals: [{ code: 'procedures/answer-needed', at: 'answer' }] })
  const next: Kept = { answers: { ...kept.answers, [id]: answer }, order: [...kept.order.filter((one) => one !== id), id] }
  const checked = await tryAsk<typeof interview>(args, 'procedures/interview', { answers: next.answers })
  if (!checked.ok)
    return show(args, kept, { refusals: checked.refusals.map((one) => ({ ...one, at: 'answer' })), typed: typedOf(form) })
  return show(args, next, {})
}

function readAnswer(form: FormData, type: string): FactState | undefined {
  const date = type === 'date' ? dateFrom(form, 'answer') : undefined
  if (date !== undefined) return { state: 'value', value: date }
  const state = field(form, 'state')
  const codes = form.getAll('answer').map(String)
  if (type === 'codes' && codes.length > 0) return { state: 'value', value: codes }
  if (state === 'unknown' || state === 'declined' || state === 'none') return { state }
  if (type === 'codes') return state === 'nothing' ? { state: 'value', value: [] } : undefined
  const value = field(form, 'answer')
  if (value === '') return undefined
  if (type === 'boolean') return { state: 'value', value: value === 'yes' }
  return { state: 'value', value: type === 'number' ? Number(value) : value }
}

export default function Interview({ loaderData, actionData }: { readonly loaderData: Shown; readonly actionData?: Shown }) {
  const { t, locale } = useText()
  const shown = actionData ?? loaderData
  const { question } = shown.step
  if (shown.results || question === undefined) return <Results shown={shown} />
  const shared = { refusals: shown.refusals, typed: shown.typed }
  const hint = [question.hint?.[locale], question.why?.[locale]].filter((one) => one !== undefined).join(' ')
  const label = question.ask[locale]
  return (
    <>
      <title>{`${shown.refusals.length > 0 ? `${t('ui.errors.title', { count: shown.refusals.length })}: ` : ''}${label} · Convive`}</title>
      <ErrorSummary refusals={shown.refusals} />
      <p className="soft">
        {t('web.start.what-can-i')}
        {question.remaining === undefined ? '' : ` · ${t('procedures.interview.left', { count: question.remaining })}`}
      </p>
      <Form>
        <input type="hidden" name="sealed" value={shown.sealed} />
        <input type="hidden" name="question" value={question.id} />
        <input type="hidden" name="type" value={question.type} />
        {question.type === 'date' ? (
          <DateField name="answer" heading label={label} hint={hint} {...shared} />
        ) : question.type === 'boolean' ? (
          <Choices
            name="answer"
            heading
            label={label}
            hint={hint}
            options={[
              { value: 'yes', label: t('ui.yes') },
              { value: 'no', label: t('ui.no') },
            ]}
            {...shared}
          />
        ) : question.type === 'code' || question.type === 'codes' ? (
          <Choices
            name="answer"
            heading
            several={question.type === 'codes'}
            label={label}
            hint={hint}
            options={question.values.map((one) => ({ value: one.code, label: one.label[locale] }))}
            more={{ after: question.atOnce, label: t('procedures.interview.others') }}
            {...shared}
          />
        ) : (
          <TextField name="answer" label={label} hint={hint} {...shared} />
        )}
        <Choices
          name="state"
          label={t('procedures.interview.or')}
          options={[
            ...(question.type === 'codes' ? [{ value: 'nothing', label: t('procedures.interview.none-of-these') }] : []),
            ...(question.none
              ? [
                  {
                    value: 'none',
                    label: t(
                      question.id === 'country_of_stay' ? 'procedures.interview.another-country' : 'procedures.interview.no-such',
                    ),
                  },
                ]
              : []),
            { value: 'unknown', label: t('ui.unknown') },
            { value: 'declined', label: t('ui.declined') },
          ]}
        />
        <div className="actions">
          <button className="button">{t('ui.go-on')}</button>
          {shown.asked === 0 ? null : (
            <button className="button quiet" name="do" value="back">
              {t('ui.back')}
            </button>
          )}
          <button className="link" name="do" value="results">
            {t('procedures.interview.so-far')}
          </button>
        </div>
      </Form>
      <p className="soft">{t('procedures.interview.kept')}</p>
    </>
  )
}

/** What can be applied for today, and always the asylum route and somebody to talk to. */
function Results({ shown }: { readonly shown: Shown }) {
  const { t, locale } = useText()
  const places = shown.contacts.places.filter((place) => shown.step.places.includes(place.id))
  return (
    <>
      <title>{`${t('procedures.results.title')} · Convive`}</title>
      <h1>{t('procedures.results.title')}</h1>
      <p>{t('procedures.results.intro')}</p>
      <AnswerCards answers={shown.step.answers} labels={shown.step.labels} />
      {shown.step.places.length > 0 ? null : (
        <p>
          {t('procedures.results.no-country')} <a href={`/${locale}/help`}>{t('web.help.title')}</a>
        </p>
      )}
      {places.map((place) => (
        <section className="card" key={place.id}>
          <h2>{place.name[locale]}</h2>
          <p>
            <strong>{t('web.help.asylum')}:</strong> {place.asylum[locale]}
          </p>
          <p>
            <strong>{t('web.help.talk')}:</strong> {place.contact[locale]}
          </p>
        </section>
      ))}
      <Form className="no-print">
        <input type="hidden" name="sealed" value={shown.sealed} />
        <div className="actions">
          {shown.step.question === undefined ? null : (
            <button className="button" name="do" value="go-on">
              {t('procedures.results.more', { count: shown.step.question.remaining ?? 1 })}
            </button>
          )}
          {shown.asked === 0 ? null : (
            <button className="button quiet" name="do" value="back">
              {t('ui.back')}
            </button>
          )}
          <button className="button quiet" name="do" value="again">
            {t('procedures.results.again')}
          </button>
        </div>
      </Form>
      <p className="soft">{t('procedures.interview.kept')}</p>
    </>
  )
}
