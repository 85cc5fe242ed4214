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
import { WhyAndKeep } from './give-answer.tsx'
import { GoOn, KeptNote } from './kept-note.tsx'
import { keptText, readKept } from './read-kept.ts'
import { readReason } from './read-reason.ts'
import { ReasonLine } from './reason-line.tsx'

export async function loader(args: PageArgs) {
  const { personId, otherId } = args.params
  return {
    compared: await ask<typeof compareRecords>(args, 'registry/compare-records', { personId, otherId }),
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
    kept: readKept(args.request.url),
    sample: new URL(args.request.url).searchParams.has('sample'),
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
    read: (form) => {
      const answer = { personId, otherId, decision: field(form, 'decision'), reason: readReason(form) }
      const seen = form.get('seen')
      return typeof seen === 'string' ? { ...answer, seen: seen === '' ? null : seen } : answer
    },
    done: (answer) => {
      const said = answer.waits ? 'waits' : (answers.find((one) => one === field(at.form, 'decision')) ?? 'unsure')
      const query = new URLSearchParams({ kept: keptText('pair', [answer.personId, answer.otherId], said) })
      for (const name of ['after', 'sample']) if (field(at.form, name) !== '') query.set(name, field(at.form, name))
      return `/${at.locale}/desk/duplicates/next?${query.toString()}`
    },
  })
}

const answers = ['same', 'different', 'unsure'] as const

type Data = Awaited<ReturnType<typeof loader>>

/** Two records, what speaks for and against, and an answer with its reason. Everything can be done with the keyboard. */
export default function Review({ loaderData, actionData }: { readonly loaderData: Data; readonly actionData?: RefusedForm }) {
  const { t, locale } = useText()
  const { compared, lists } = loaderData
  return (
    <>
      <title>{`${t('registry.duplicates.question')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs
        trail={[{ href: `/${locale}/desk/duplicates`, label: t('registry.reviews.title') }]}
        here={compared.sides.map((side) => side.number).join(' / ')}
      />
      <h1>{t('registry.duplicates.question')}</h1>
      <KeptNote kept={loaderData.kept} />
      <div className="beside">
        <div>
          <ul className="reasons several">
            {compared.reasons.map((reason) => (
              <ReasonLine key={`${reason.field} ${reason.level}`} reason={reason} />
            ))}
          </ul>
          <CompareRows sides={compared.sides} lists={lists} />
        </div>
        <div className="stays">
          <Answered compared={compared} />
          {compared.joined ? null : <Answer data={loaderData} actionData={actionData} />}
          <GoOn place={compared.place} left={compared.left} />
        </div>
      </div>
    </>
  )
}

type Compared = AnswerOf<typeof compareRecords>

/** What was said before, and the way to take it back. */
function Answered({ compared }: { readonly compared: Compared }) {
  const { t, formats, timeZone } = useText()
  const holds = compared.decisions.some((one) => !one.undone && one.decision !== 'unsure')
  const proposed = compared.proposal?.byYou === true
  if (compared.decisions.length === 0 && !compared.joined && !proposed) return null
  return (
    <Card title={t('registry.reviews.said-before')}>
      <ul>
        {compared.decisions.map((one) => (
          <li key={String(one.at)}>
            <strong>{t(`registry.duplicates.${one.decision}`)}</strong>
            {one.undone ? ` (${t('registry.reviews.undone')})` : ''} · {formats.moment(new Date(one.at), timeZone)}
            {one.proposed === undefined ? null : <Said {...one.proposed} />}
            <Said reason={one.reason} byYou={one.byYou} />
          </li>
        ))}
      </ul>
      {compared.joined ? <p>{t('registry.duplicates.linked')}</p> : null}
      {holds || compared.joined || proposed ? (
        <Form>
          <button className="button quiet" name="do" value="undo" data-key="u">
            {t('registry.reviews.undo')}
          </button>
        </Form>
      ) : null}
    </Card>
  )
}

function Said({ reason, byYou }: { readonly reason: string; readonly byYou: boolean }) {
  const { t } = useText()
  return (
    <>
      <br />
      {t(byYou ? 'registry.reviews.you' : 'registry.reviews.colleague')}: <bdi>{reason}</bdi>
    </>
  )
}

function Answer({ data, actionData }: { readonly data: Data; readonly actionData: RefusedForm | undefined }) {
  const { t, formats } = useText()
  const { group, proposal, seen, place, sides } = data.compared
  const given = { typed: actionData?.typed, refusals: actionData?.refusals }
  return (
    <Form>
      <input type="hidden" name="seen" value={seen ?? ''} />
      {place === undefined ? null : <input type="hidden" name="after" value={place} />}
      {data.sample ? <input type="hidden" name="sample" value="yes" /> : null}
      {group.length === 0 ? null : (
        <p className="note wait">
          {t('registry.reviews.more-than-two', {
            count: group.length,
            names: formats.list(group.map((name) => name || t('ui.unknown'))),
          })}
        </p>
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
        options={answers.map((one, at) => ({ value: one, label: t(`registry.duplicates.${one}`), key: `${at + 1}` }))}
        {...given}
      />
      <WhyAndKeep value="decide" photos={sides.every((side) => side.photo !== undefined)} given={given} />
    </Form>
  )
}
