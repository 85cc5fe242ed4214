import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import {
  ask,
  DateField,
  ErrorSummary,
  field,
  Form,
  parseAnswer,
  redirect,
  scope,
  SelectField,
  TextField,
  tryAsk,
  typedOf,
  useText,
  type PageArgs,
  type Typed,
} from '@convive/ui'
import type { registerHousehold } from '../commands/register-household.ts'
import type { checkDuplicates } from '../queries/check-duplicates.ts'
import type { codeLists } from '../queries/code-lists.ts'
import { CheckAnswers, type Checked, type Household } from './check-answers.tsx'
import { MemberBlock } from './member-block.tsx'
import { useOpenStates, type Lists } from './options.ts'
import { readDecisions } from './read-decisions.ts'
import { fieldIdOf, memberCount, readHousehold } from './read-household.ts'

type Outcome =
  | { readonly step: 'form'; readonly count: number; readonly typed: Typed; readonly refusals: readonly Refusal[] }
  | Checked

export async function loader(args: PageArgs) {
  if (scope(args).actor.kind !== 'member') await ask(args, 'registry/list-households', {})
  return ask<typeof codeLists>(args, 'registry/code-lists', {})
}

/** One flow in two pages: everybody's answers, then "check answers" with likely duplicates and the needs checklist. */
export async function action(args: PageArgs): Promise<Outcome> {
  const at = scope(args)
  const form = at.form ?? new FormData()
  const typed = typedOf(form)
  const count = memberCount(form)
  if (field(form, 'do') === 'add') return { step: 'form', count: Math.min(30, count + 1), typed, refusals: [] }
  if (field(form, 'do') === 'register') return register(args, form)
  const household = readHousehold(form)
  const found = await tryAsk<typeof checkDuplicates>(args, 'registry/check-duplicates', household)
  if (!found.ok) return { step: 'form', count, typed, refusals: found.refusals }
  return {
    step: 'check',
    sealed: at.seal({ household, typed, count }),
    household: parseAnswer<Household>(household),
    found: found.value,
    refusals: [],
  }
}

type Sealed = { readonly household: Household; readonly typed: Typed; readonly count: number }

async function register(args: PageArgs, form: FormData): Promise<Outcome> {
  const at = scope(args)
  const kept = parseAnswer<Sealed | undefined>(at.open(field(form, 'sealed')))
  if (kept === undefined) return { step: 'form', count: 1, typed: {}, refusals: [{ code: 'commands/invalid-input' }] }
  if (field(form, 'back') !== '') return { step: 'form', count: kept.count, typed: kept.typed, refusals: [] }
  const members = kept.household.members.map((member, n) => ({
    ...member,
    needs: { any: member.needs?.any ?? 'unknown', codes: form.getAll(`codes.${n}`).map(String) },
  }))
  const key = field(form, '_key')
  const decisions = readDecisions(form)
  const silent = decisions.filter((one) => one.reason.length < 3)
  if (silent.length > 0) {
    const found = await tryAsk<typeof checkDuplicates>(args, 'registry/check-duplicates', kept.household)
    if (found.ok)
      return {
        step: 'check',
        sealed: field(form, 'sealed'),
        household: kept.household,
        found: found.value,
        chosen: typedOf(form),
        refusals: [...new Set(silent.map((one) => one.at))].map((at) => ({
          code: 'registry/reason-required',
          at,
        })),
      }
  }
  const answer = await at.doors.dispatch('registry/register-household', { ...kept.household, members }, { key })
  if (!answer.ok) return { step: 'form', count: kept.count, typed: kept.typed, refusals: answer.refusals }
  const made = parseAnswer<AnswerOf<typeof registerHousehold>>(answer.value)
  let unsettled = false
  for (const { member, otherId, decision, reason } of decisions.filter((one) => one.family === undefined)) {
    const personId = made.persons[member]
    const decided = await at.doors.dispatch(
      'registry/decide-duplicate',
      { personId, otherId, decision, reason },
      { key: `${key}-${member}-${otherId.slice(-6)}` },
    )
    unsettled ||= !decided.ok
  }
  for (const [family, some] of Map.groupBy(decisions, (one) => one.family)) {
    if (family === undefined) continue
    const pairs = some.map(({ member, otherId, decision }) => ({ personId: made.persons[member], otherId, decision }))
    const reason = some[0]?.reason ?? ''
    const decided = await at.doors.dispatch('registry/decide-family', { pairs, reason }, { key: `${key}-${family.slice(-6)}` })
    unsettled ||= !decided.ok
  }
  throw redirect(`/${at.locale}/desk/households/${made.householdId}/slips${unsettled ? '?unsettled=yes' : ''}`)
}

export default function Register({ loaderData, actionData }: { readonly loaderData: Lists; readonly actionData?: Outcome }) {
  if (actionData?.step === 'check') return <CheckAnswers lists={loaderData} checked={actionData} />
  const count = actionData?.count ?? 1
  const refusals = actionData?.refusals ?? []
  return <HouseholdForm lists={loaderData} count={count} typed={actionData?.typed} refusals={refusals} />
}

function HouseholdForm({
  lists,
  count,
  typed,
  refusals,
}: {
  readonly lists: Lists
  readonly count: number
  readonly typed?: Typed | undefined
  readonly refusals: readonly Refusal[]
}) {
  const { t, locale } = useText()
  const openStates = useOpenStates()
  const shared = { typed, refusals }
  return (
    <>
      <title>{`${refusals.length > 0 ? `${t('ui.errors.title', { count: refusals.length })}: ` : ''}${t('registry.register.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} idOf={fieldIdOf} />
      <h1>{t('registry.register.title')}</h1>
      <p>{t('registry.register.intro')}</p>
      <div className="note">
        <p>{t('registry.register.basis')}</p>
        <p>{t('registry.register.ask-each')}</p>
        <ul>
          {(['contact', 'share_services', 'share_offices', 'photo'] as const).map((purpose) => (
            <li key={purpose}>{t(`registry.consent.${purpose}`)}</li>
          ))}
        </ul>
      </div>
      <Form alikeAt={`/${locale}/desk/register/alike`}>
        <input type="hidden" name="count" value={count} />
        <div className="grid">
          <TextField name="place" label={t('registry.field.place')} {...shared} />
          <SelectField
            name="entryManner"
            label={t('registry.field.entry-manner')}
            empty="—"
            options={[
              { value: 'regular', label: t('registry.entry.regular') },
              { value: 'irregular', label: t('registry.entry.irregular') },
              ...openStates,
            ]}
            {...shared}
          />
        </div>
        {Array.from({ length: count }, (_, at) => (
          <MemberBlock key={at} at={at} lists={lists} typed={typed} refusals={refusals} isFocal={at === 0} />
        ))}
        <div className="actions">
          <button className="button quiet" name="do" value="add" formAction={`#m${count}-given`}>
            {t('registry.register.add')}
          </button>
        </div>
        <details open={opensMore(typed, refusals)}>
          <summary>{t('registry.register.more-household')}</summary>
          <DateField name="entry" label={t('registry.field.entry')} {...shared} />
          <div className="grid">
            <SelectField name="entryState" label={t('registry.field.entry-or')} empty="—" options={openStates} {...shared} />
            <TextField name="assistedBy" label={t('registry.field.assisted')} {...shared} />
            <TextField name="interpretedBy" label={t('registry.field.interpreted')} {...shared} />
          </div>
        </details>
        <div className="actions">
          <button className="button" name="do" value="check" formAction="#faults">
            {t('registry.register.check')}
          </button>
        </div>
      </Form>
    </>
  )
}

const aboutArrival = ['entry.day', 'entry.month', 'entry.year', 'entryState', 'assistedBy', 'interpretedBy']

/** Nothing that was typed, and nothing that is wrong, is hidden. */
function opensMore(typed: Typed | undefined, refusals: readonly Refusal[]): boolean {
  return (
    refusals.some((one) => one.at === 'entry' || aboutArrival.includes(one.at ?? '')) ||
    aboutArrival.some((name) => (typed?.[name]?.[0] ?? '') !== '')
  )
}
