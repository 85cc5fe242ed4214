import type { FactState } from '@convive/facts'
import { ask, field, scope, submit, tryAsk, tryDo, typedOf, type PageArgs } from '@convive/ui'
import type { openApplication } from '../commands/open-application.ts'
import type { saveInterview } from '../commands/save-interview.ts'
import type { interview } from '../queries/interview.ts'
import type { knownAnswers } from '../queries/known-answers.ts'
import type { showContacts } from '../queries/show-contacts.ts'
import { InterviewPeople } from './interview-people.tsx'
import { InterviewQuestion } from './interview-question.tsx'
import { InterviewResults } from './interview-results.tsx'
import type { Shown } from './interview-shown.ts'
import { askedOf, screenBefore, withAnswers, withPeople } from './kept-changes.ts'
import { longestKept, nothingKept, parseKept, type Kept, type KeptPerson, type Screen } from './parse-kept.ts'
import { readAnswer } from './read-answer.ts'

type More = Partial<Pick<Shown, 'refusals' | 'typed' | 'view' | 'saved'>> & { readonly again?: Screen | undefined }

export async function loader(args: PageArgs): Promise<Shown> {
  return show(args, await fresh(args), {})
}

async function fresh(args: PageArgs): Promise<Kept> {
  const { path, actor } = scope(args)
  if (!path.includes('/my/interview')) return nothingKept
  const of = new URL(args.request.url).searchParams.get('of')
  return { ...nothingKept, people: [await knownOf(args, of ?? (actor.kind === 'person' ? actor.personId : ''))] }
}

/** A registered person is asked nothing that is known of them. */
async function knownOf(args: PageArgs, personId: string): Promise<KeptPerson> {
  const known = await ask<typeof knownAnswers>(args, 'procedures/known-answers', { personId })
  return { person: personId, name: known.name, answers: known.answers }
}

async function show(args: PageArgs, kept: Kept, more: More): Promise<Shown> {
  const { places } = await ask<typeof showContacts>(args, 'procedures/show-contacts', {})
  const step = await tryAsk<typeof interview>(args, 'procedures/interview', {
    people: kept.people.map(({ answers }) => ({ answers })),
    also: kept.also,
    results: more.view === 'results',
    ...(more.again === undefined ? {} : { again: more.again }),
  })
  if (!step.ok) return show(args, await fresh(args), { refusals: [{ code: 'procedures/answers-unreadable' }] })
  const here = places.filter((one) => step.value.places.includes(one.id))
  return {
    step: step.value,
    // In a country that no pack describes, where asylum is asked for elsewhere is better than nothing.
    places: here.length === 0 ? places : here,
    known: kept.people.some((one) => one.person !== undefined),
    sealed: scope(args).seal(kept),
    people: kept.people.map(({ name }, at) => ({ name, asked: askedOf(kept, at) })),
    started: kept.order.length > 0,
    view: more.view ?? (step.value.question === undefined ? 'results' : 'question'),
    saved: more.saved,
    refusals: more.refusals ?? [],
    typed: more.typed,
  }
}

/** The answers travel in the form, sealed: never in the address, a log or, unless somebody asks for it, the database. */
export async function action(args: PageArgs): Promise<Shown> {
  const at = scope(args)
  const form = at.form ?? new FormData()
  const [doing = '', which = '', whose = '0'] = field(form, 'do').split(':')
  if (doing === 'restart') return show(args, await fresh(args), {})
  const kept = openKept(args, field(form, 'sealed'))
  // Altered, sealed by another installation, too old, or another form's: said plainly, and the interview begins anew.
  if (kept === undefined) return show(args, await fresh(args), { refusals: [{ code: 'procedures/answers-unreadable' }] })
  switch (doing) {
    case 'results':
    case 'people':
      return show(args, kept, { view: doing })
    case 'go-on':
      return show(args, kept, {})
    case 'change':
      return show(args, kept, { again: { fact: which, people: [Number(whose)] } })
    case 'back':
      return show(args, kept, { again: screenBefore(kept, field(form, 'question')) })
    case 'also':
      return show(args, { ...kept, also: [...new Set([...kept.also, which])] }, {})
    case 'named':
      return show(args, await nameHousehold(args, kept, form), {})
    case 'save':
      return save(args, kept)
    case 'open':
      return openWith(args, kept, { procedureId: which, at: Number(whose) })
    default:
      return answerQuestion(args, kept, form)
  }
}

/** What is known of somebody opens only for them: the page may lie open on a phone that others use. */
function openKept(args: PageArgs, sealed: string): Kept | undefined {
  const at = scope(args)
  const kept = sealed.length > longestKept ? undefined : parseKept(at.open(sealed))
  const theirs = at.actor.kind === 'person' ? [at.actor.personId, ...at.actor.represents] : []
  const isTheirs = kept?.people.every(({ person }) => person === undefined || theirs.some((one) => one === person))
  return isTheirs === true ? kept : undefined
}

/** The names that were typed, or those whom a registered person speaks for. */
async function nameHousehold(args: PageArgs, kept: Kept, form: FormData): Promise<Kept> {
  const { actor } = scope(args)
  if (kept.people.every((one) => one.person === undefined)) {
    const names = form.getAll('name').map((one) => (typeof one === 'string' ? one.trim().slice(0, 60) : ''))
    return withPeople(kept, names.filter((name) => name !== '').slice(0, mostOthers))
  }
  const represented = actor.kind === 'person' ? actor.represents.slice(0, mostOthers) : []
  const others = await Promise.all(
    represented.filter((id) => id !== kept.people[0]?.person).map((personId) => knownOf(args, personId)),
  )
  return { ...kept, people: [...kept.people.slice(0, 1), ...others] }
}

const mostOthers = 11

async function answerQuestion(args: PageArgs, kept: Kept, form: FormData): Promise<Shown> {
  const places = form
    .getAll('of')
    .map(Number)
    .filter((at) => kept.people[at] !== undefined)
  const screen: Screen = { fact: field(form, 'question'), people: places.length === 0 ? [0] : places }
  const again = screen.people.every((at) => askedOf(kept, at).includes(screen.fact)) ? screen : undefined
  const suffixOf = (at: number): string => (screen.people.length === 1 ? '' : `.${at}`)
  const answers = screen.people.map((at) => readAnswer(form, field(form, 'type'), suffixOf(at)))
  const missing = screen.people.filter((_, index) => answers[index] === undefined)
  if (missing.length > 0) {
    const refusals = missing.map((at) => ({ code: 'procedures/answer-needed', at: `answer${suffixOf(at)}` }))
    return show(args, kept, { again, refusals, typed: typedOf(form) })
  }
  const next = withAnswers(
    kept,
    screen,
    answers.flatMap((one) => (one === undefined ? [] : [one])),
  )
  const checked = await tryAsk<typeof interview>(args, 'procedures/interview', {
    people: next.people.map((one) => ({ answers: one.answers })),
    also: next.also,
    results: false,
  })
  if (checked.ok) return show(args, next, {})
  const refusals = checked.refusals.map((one) => ({
    ...one,
    at: `answer${suffixOf(Number(/^people\.(\d+)\./u.exec(one.at ?? '')?.[1] ?? 0))}`,
  }))
  return show(args, kept, { again, refusals, typed: typedOf(form) })
}

/** Kept for some weeks under a code that only whoever asked for it knows. */
async function save(args: PageArgs, kept: Kept): Promise<Shown> {
  const { people, order, also } = kept
  const saved = await tryDo<typeof saveInterview>(args, 'procedures/save-interview', {
    people: people.map(({ name, answers }) => ({ name, answers })),
    order,
    also,
  })
  if (!saved.ok) return show(args, kept, { view: 'results', refusals: saved.refusals })
  return show(args, kept, { view: 'results', saved: saved.value })
}

/** Somebody registered goes on to an application: what they answered here is written into their record first. */
async function openWith(
  args: PageArgs,
  kept: Kept,
  { procedureId, at: place }: { readonly procedureId: string; readonly at: number },
): Promise<Shown> {
  const at = scope(args)
  const personId = kept.people[place]?.person ?? ''
  const key = field(at.form, '_key')
  for (const [fact, answer] of await answeredHere(args, kept, place))
    await at.doors.dispatch('procedures/record-answer', { personId, fact, answer }, { key: `${key}/${fact}` })
  const refused = await submit<typeof openApplication>(args, {
    name: 'procedures/open-application',
    read: () => ({ personId, procedureId }),
    done: (answer) => `/${at.locale}/my/applications/${answer.applicationId}`,
  })
  return show(args, kept, { view: 'results', refusals: refused.refusals })
}

/** What somebody answered here, and what whoever answers said for all who live together. */
async function answeredHere(args: PageArgs, kept: Kept, place: number): Promise<readonly (readonly [string, FactState])[]> {
  const { shared } = await ask<typeof interview>(args, 'procedures/interview', { results: false })
  const [self, one] = [kept.people[0]?.answers ?? {}, kept.people[place]?.answers ?? {}]
  const facts = [...askedOf(kept, place), ...askedOf(kept, 0).filter((fact) => shared.includes(fact) && one[fact] === undefined)]
  return [...new Set(facts)].flatMap((fact) => {
    const answer = one[fact] ?? self[fact]
    return answer === undefined ? [] : [[fact, answer] as const]
  })
}

export default function Interview({ loaderData, actionData }: { readonly loaderData: Shown; readonly actionData?: Shown }) {
  const shown = actionData ?? loaderData
  if (shown.view === 'people') return <InterviewPeople shown={shown} />
  return shown.view === 'results' ? <InterviewResults shown={shown} /> : <InterviewQuestion shown={shown} />
}
