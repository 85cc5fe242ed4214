import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import {
  ask,
  Card,
  Choices,
  DateField,
  ErrorSummary,
  field,
  Form,
  parseAnswer,
  redirect,
  scope,
  SelectField,
  SummaryList,
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
import { DuplicateCards } from './duplicate-cards.tsx'
import { MemberBlock, type Lists } from './member-block.tsx'
import { fieldIdOf, memberCount, readHousehold } from './read-household.ts'

type Household = {
  readonly members: readonly { readonly needs?: { readonly any: string }; readonly privateInterview?: boolean }[]
}
type Checked = {
  readonly step: 'check'
  readonly sealed: string
  readonly household: Household
  readonly found: AnswerOf<typeof checkDuplicates>
  readonly refusals: readonly Refusal[]
}
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
  const answer = await at.doors.dispatch('registry/register-household', { ...kept.household, members }, { key })
  if (!answer.ok) return { step: 'form', count: kept.count, typed: kept.typed, refusals: answer.refusals }
  const made = parseAnswer<AnswerOf<typeof registerHousehold>>(answer.value)
  for (const [name, value] of form) {
    const choice = /^same\.(\d+)\.([0-9a-f-]{36})$/.exec(name)
    const personId = made.persons[Number(choice?.[1])]
    const reason = field(form, `reason.${choice?.[1]}`)
    if (choice?.[2] === undefined || personId === undefined || value === '') continue
    await at.doors.dispatch(
      'registry/decide-duplicate',
      { personId, otherId: choice[2], decision: value, reason: reason === '' ? 'registration' : reason },
      { key: `${key}-${choice[1]}-${choice[2].slice(-6)}` },
    )
  }
  throw redirect(`/${at.locale}/desk/households/${made.householdId}/slips`)
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
  const { t } = useText()
  const shared = { typed, refusals }
  return (
    <>
      <title>{`${refusals.length > 0 ? `${t('ui.errors.title', { count: refusals.length })}: ` : ''}${t('registry.register.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} idOf={fieldIdOf} />
      <h1>{t('registry.register.title')}</h1>
      <p>{t('registry.register.intro')}</p>
      <Form>
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
              { value: '=unknown', label: t('ui.unknown') },
              { value: '=declined', label: t('ui.declined') },
            ]}
            {...shared}
          />
        </div>
        {Array.from({ length: count }, (_, at) => (
          <MemberBlock key={at} at={at} lists={lists} typed={typed} refusals={refusals} isFocal={at === 0} />
        ))}
        <div className="actions">
          <button className="button quiet" name="do" value="add">
            {t('registry.register.add')}
          </button>
        </div>
        <details open={refusals.some((one) => one.at === 'entry')}>
          <summary>{t('registry.register.more-household')}</summary>
          <DateField name="entry" label={t('registry.field.entry')} {...shared} />
          <div className="grid">
            <TextField name="assistedBy" label={t('registry.field.assisted')} {...shared} />
            <TextField name="interpretedBy" label={t('registry.field.interpreted')} {...shared} />
          </div>
        </details>
        <p className="soft">{t('registry.register.basis')}</p>
        <div className="actions">
          <button className="button" name="do" value="check">
            {t('registry.register.check')}
          </button>
        </div>
      </Form>
    </>
  )
}

/** What was said, who it might be, what they need; then one button. */
function CheckAnswers({ lists, checked }: { readonly lists: Lists; readonly checked: Checked }) {
  const { t } = useText()
  const { found, household } = checked
  return (
    <>
      <title>{`${t('registry.check.title')} · Convive`}</title>
      <h1>{t('registry.check.title')}</h1>
      {found.flags.map((flag) => (
        <p className="note wait" key={`${flag.code} ${flag.at}`}>
          {t(`registry.flag.${flag.code}`, { number: Number(flag.at.split('.')[1]) + 1 })}
        </p>
      ))}
      <Form>
        <input type="hidden" name="sealed" value={checked.sealed} />
        {found.people.map((person, at) => {
          const member = household.members[at]
          const asksNeeds = member?.needs?.any === 'yes'
          return (
            <Card
              key={`${at} ${person.name}`}
              title={person.name === '' ? t('registry.register.person', { number: at + 1 }) : person.name}
            >
              <SummaryList
                rows={[{ key: 'needs', name: t('registry.field.needs'), value: t(`ui.${member?.needs?.any ?? 'unknown'}`) }]}
              />
              {asksNeeds ? (
                <Choices
                  name={`codes.${at}`}
                  several
                  label={t('registry.check.needs')}
                  hint={member?.privateInterview ? t('registry.check.needs-private') : undefined}
                  options={lists.needs
                    .filter((need) => !need.alone)
                    .map((need) => ({ value: need.code, label: t(`registry.need.${need.code}`) }))}
                />
              ) : null}
              {person.elsewhere ? <p className="note">{t('registry.duplicates.elsewhere')}</p> : null}
              <DuplicateCards likely={person.likely} name={`same.${at}`} />
              {person.likely.length > 0 ? <TextField name={`reason.${at}`} label={t('registry.duplicates.reason')} /> : null}
            </Card>
          )
        })}
        <div className="actions">
          <button className="button" name="do" value="register">
            {t('registry.check.register')}
          </button>
          <button className="button quiet" name="back" value="yes" formAction="">
            {t('registry.check.change')}
          </button>
          <input type="hidden" name="do" value="register" />
        </div>
      </Form>
    </>
  )
}
