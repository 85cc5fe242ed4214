import {
  ask,
  Card,
  Choices,
  Crumbs,
  ErrorSummary,
  field,
  Form,
  scope,
  submit,
  TextField,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { decideDuplicate } from '../commands/decide-duplicate.ts'
import type { undoLink } from '../commands/undo-link.ts'
import type { codeLists } from '../queries/code-lists.ts'
import type { compareRecords } from '../queries/compare-records.ts'
import { CompareRows } from './compare-rows.tsx'
import { ReasonLine } from './reason-line.tsx'

export async function loader(args: PageArgs) {
  const { personId, otherId } = args.params
  return {
    compared: await ask<typeof compareRecords>(args, 'registry/compare-records', { personId, otherId }),
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
  }
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const { personId, otherId } = args.params
  if (field(at.form, 'do') === 'undo')
    return submit<typeof undoLink>(args, {
      name: 'registry/undo-link',
      read: () => ({ personId, otherId }),
      done: () => `/${at.locale}/desk/duplicates/${personId}/${otherId}`,
    })
  return submit<typeof decideDuplicate>(args, {
    name: 'registry/decide-duplicate',
    read: (form) => ({ personId, otherId, decision: field(form, 'decision'), reason: field(form, 'reason') }),
    done: () => `/${at.locale}/desk/duplicates`,
  })
}

type Data = Awaited<ReturnType<typeof loader>>

/** Two records, what speaks for and against, and an answer with its reason. Everything can be done with the keyboard. */
export default function Review({ loaderData, actionData }: { readonly loaderData: Data; readonly actionData?: RefusedForm }) {
  const { t, locale } = useText()
  const { compared, lists } = loaderData
  const { reasons, next } = compared
  return (
    <>
      <title>{`${t('registry.duplicates.question')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs
        trail={[{ href: `/${locale}/desk/duplicates`, label: t('registry.reviews.title') }]}
        here={compared.sides.map((side) => side.number).join(' / ')}
      />
      <h1>{t('registry.duplicates.question')}</h1>
      <ul className="reasons">
        {reasons.map((reason) => (
          <ReasonLine key={`${reason.field} ${reason.level}`} reason={reason} />
        ))}
      </ul>
      <CompareRows sides={compared.sides} lists={lists} />
      <Answered compared={compared} />
      {compared.joined ? null : <Answer compared={compared} actionData={actionData} />}
      {next === undefined ? null : (
        <p>
          <a href={`/${locale}/desk/duplicates/${next.personId}/${next.otherId}`} data-key="n">
            {t('registry.reviews.next')}
          </a>
        </p>
      )}
    </>
  )
}

type Compared = AnswerOf<typeof compareRecords>

/** What was said before, and the way to take it back. */
function Answered({ compared }: { readonly compared: Compared }) {
  const { t, formats, timeZone } = useText()
  const holds = compared.decisions.some((one) => !one.undone && one.decision !== 'unsure')
  if (compared.decisions.length === 0 && !compared.joined) return null
  return (
    <Card title={t('registry.reviews.said-before')}>
      <ul>
        {compared.decisions.map((one) => (
          <li key={String(one.at)}>
            {t(`registry.duplicates.${one.decision}`)} · {one.reason} · {formats.moment(new Date(one.at), timeZone)} ·{' '}
            {t(one.byYou ? 'registry.reviews.you' : 'registry.reviews.colleague')}
            {one.undone ? ` · ${t('registry.reviews.undone')}` : ''}
          </li>
        ))}
      </ul>
      {compared.joined ? <p>{t('registry.duplicates.linked')}</p> : null}
      {holds || compared.joined ? (
        <Form>
          <button className="button quiet" name="do" value="undo" data-key="u">
            {t('registry.reviews.undo')}
          </button>
        </Form>
      ) : null}
    </Card>
  )
}

function Answer({ compared, actionData }: { readonly compared: Compared; readonly actionData: RefusedForm | undefined }) {
  const { t, formats } = useText()
  const { group, proposal } = compared
  return (
    <Form>
      {group.length === 0 ? null : (
        <p className="note wait">{t('registry.reviews.more-than-two', { count: group.length, names: formats.list(group) })}</p>
      )}
      {proposal === undefined ? null : (
        <p className="note">
          {t(proposal.byYou ? 'registry.reviews.you-proposed' : 'registry.reviews.another-proposed', { reason: proposal.reason })}
        </p>
      )}
      <Choices
        name="decision"
        label={t('registry.reviews.your-answer')}
        hint={t('registry.reviews.keys')}
        options={(['same', 'different', 'unsure'] as const).map((one, at) => ({
          value: one,
          label: t(`registry.duplicates.${one}`),
          key: `${at + 1}`,
        }))}
        typed={actionData?.typed}
        refusals={actionData?.refusals}
      />
      <TextField
        name="reason"
        label={t('registry.duplicates.reason')}
        pressed="4"
        typed={actionData?.typed}
        refusals={actionData?.refusals}
      />
      <p className="soft">{t('registry.duplicates.undo-hint')}</p>
      <button className="button" name="do" value="decide">
        {t('registry.person.decide')}
      </button>
    </Form>
  )
}
