import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import { ask, ErrorSummary, field, Form, scope, submit, tryAsk, typedOf, useText, type PageArgs, type Typed } from '@convive/ui'
import type { openApplication } from '../commands/open-application.ts'
import type { interview } from '../queries/interview.ts'
import type { knownAnswers } from '../queries/known-answers.ts'
import type { showContacts } from '../queries/show-contacts.ts'
import { InterviewResults } from './interview-results.tsx'
import { longestKept, nothingKept, parseKept, type Kept } from './parse-kept.ts'
import { QuestionFields } from './question-fields.tsx'
import { readAnswer } from './read-answer.ts'

export type Shown = {
  readonly step: AnswerOf<typeof interview>
  readonly places: AnswerOf<typeof showContacts>['places']
  /** A registered person asks for themselves. */
  readonly known: boolean
  readonly sealed: string
  readonly asked: readonly string[]
  readonly results: boolean
  readonly refusals: readonly Refusal[]
  readonly typed?: Typed | undefined
}

type More = Partial<Pick<Shown, 'refusals' | 'typed' | 'results'>> & { readonly again?: string | undefined }

export async function loader(args: PageArgs): Promise<Shown> {
  return show(args, await fresh(args), {})
}

async function fresh(args: PageArgs): Promise<Kept> {
  const { path, actor } = scope(args)
  if (!path.includes('/my/interview')) return nothingKept
  const of = new URL(args.request.url).searchParams.get('of')
  return startFrom(args, of ?? (actor.kind === 'person' ? actor.personId : ''))
}

/** A registered person is asked nothing that is known of them. */
async function startFrom(args: PageArgs, personId: string): Promise<Kept> {
  const known = await ask<typeof knownAnswers>(args, 'procedures/known-answers', { personId })
  return { person: personId, answers: known.answers, order: [] }
}

async function show(args: PageArgs, kept: Kept, more: More): Promise<Shown> {
  const { places } = await ask<typeof showContacts>(args, 'procedures/show-contacts', {})
  const step = await tryAsk<typeof interview>(args, 'procedures/interview', {
    answers: kept.answers,
    ...(more.again === undefined ? {} : { again: more.again }),
  })
  if (!step.ok) return show(args, nothingKept, { refusals: [{ code: 'procedures/answers-unreadable' }] })
  const here = places.filter((one) => step.value.places.includes(one.id))
  return {
    step: step.value,
    // In a country that no pack describes, where asylum is asked for elsewhere is better than nothing.
    places: here.length === 0 ? places : here,
    known: kept.person !== undefined,
    sealed: scope(args).seal(kept),
    asked: kept.order,
    results: more.results === true || step.value.question === undefined,
    refusals: more.refusals ?? [],
    typed: more.typed,
  }
}

/** The answers travel in the form, sealed: never in the address, a log or the database. */
export async function action(args: PageArgs): Promise<Shown> {
  const at = scope(args)
  const form = at.form ?? new FormData()
  const [doing = '', which = ''] = field(form, 'do').split(':')
  if (doing === 'restart') return show(args, await fresh(args), {})
  const kept = openKept(args, field(form, 'sealed'))
  // Altered, sealed by another installation, too old, or another form's: said plainly, and the interview begins anew.
  if (kept === undefined) return show(args, await fresh(args), { refusals: [{ code: 'procedures/answers-unreadable' }] })
  switch (doing) {
    case 'results':
      return show(args, kept, { results: true })
    case 'go-on':
      return show(args, kept, {})
    case 'change':
      return show(args, kept, { again: which })
    case 'back':
      return back(args, kept, form)
    case 'open':
      return openWith(args, kept, which)
    default:
      return answerQuestion(args, kept, form)
  }
}

/** To the question before, with what was answered then. */
function back(args: PageArgs, kept: Kept, form: FormData): Promise<Shown> {
  const here = kept.order.indexOf(field(form, 'question'))
  const before = (here === -1 ? kept.order.length : here) - 1
  return show(args, kept, before < 0 ? {} : { again: kept.order[before] })
}

/** What is known of somebody opens only for them: the page may lie open on a phone that others use. */
function openKept(args: PageArgs, sealed: string): Kept | undefined {
  const at = scope(args)
  const kept = sealed.length > longestKept ? undefined : parseKept(at.open(sealed))
  if (kept?.person === undefined) return kept
  const theirs = at.actor.kind === 'person' ? [at.actor.personId, ...at.actor.represents] : []
  return theirs.some((one) => one === kept.person) ? kept : undefined
}

async function answerQuestion(args: PageArgs, kept: Kept, form: FormData): Promise<Shown> {
  const id = field(form, 'question')
  const again = kept.order.includes(id) ? id : undefined
  const answer = readAnswer(form, field(form, 'type'))
  if (answer === undefined)
    return show(args, kept, { again, refusals: [{ code: 'procedures/answer-needed', at: 'answer' }], typed: typedOf(form) })
  const order = again === undefined ? [...kept.order, id] : kept.order
  // Another country begins anew: an entry into one says nothing about another.
  const isMove = id === 'country_of_stay' && again !== undefined
  const next: Kept = isMove
    ? { ...nothingKept, person: kept.person, answers: { [id]: answer }, order: [id] }
    : { ...kept, answers: { ...kept.answers, [id]: answer }, order }
  const checked = await tryAsk<typeof interview>(args, 'procedures/interview', { answers: next.answers })
  if (!checked.ok)
    return show(args, kept, { again, refusals: checked.refusals.map((one) => ({ ...one, at: 'answer' })), typed: typedOf(form) })
  return show(args, next, {})
}

/** Somebody registered goes on to an application: what they answered here is written into their record first. */
async function openWith(args: PageArgs, kept: Kept, procedureId: string): Promise<Shown> {
  const at = scope(args)
  const personId = kept.person ?? ''
  const key = field(at.form, '_key')
  for (const fact of kept.order)
    await at.doors.dispatch('procedures/record-answer', { personId, fact, answer: kept.answers[fact] }, { key: `${key}/${fact}` })
  const refused = await submit<typeof openApplication>(args, {
    name: 'procedures/open-application',
    read: () => ({ personId, procedureId }),
    done: (answer) => `/${at.locale}/my/applications/${answer.applicationId}`,
  })
  return show(args, kept, { results: true, refusals: refused.refusals })
}

export default function Interview({ loaderData, actionData }: { readonly loaderData: Shown; readonly actionData?: Shown }) {
  const { t, locale } = useText()
  const shown = actionData ?? loaderData
  const { question, remaining } = shown.step
  if (shown.results || question === undefined) return <InterviewResults shown={shown} />
  return (
    <>
      <PageTop shown={shown} title={question.ask[locale]} />
      <p className="soft">
        {t('web.start.what-can-i')}
        {remaining === 0 ? '' : ` · ${t('procedures.interview.left', { count: remaining })}`}
      </p>
      <Form>
        <input type="hidden" name="sealed" value={shown.sealed} />
        <input type="hidden" name="question" value={question.id} />
        <input type="hidden" name="type" value={question.type} />
        <QuestionFields question={question} heading refusals={shown.refusals} typed={shown.typed} />
        <div className="actions">
          <button className="button">{t('ui.go-on')}</button>
          {shown.asked.length === 0 ? null : (
            <button className="button quiet" name="do" value="back">
              {t('ui.back')}
            </button>
          )}
          <button className="link" name="do" value="results">
            {t('procedures.interview.so-far')}
          </button>
        </div>
      </Form>
      <p className="soft">{t(shown.known ? 'procedures.interview.from-known' : 'procedures.interview.kept')}</p>
    </>
  )
}

function PageTop({ shown, title }: { readonly shown: Shown; readonly title: string }) {
  const { t } = useText()
  const count = shown.refusals.length
  return (
    <>
      <title>{`${count > 0 ? `${t('ui.errors.title', { count })}: ` : ''}${title} · Convive`}</title>
      <ErrorSummary refusals={shown.refusals} />
    </>
  )
}
