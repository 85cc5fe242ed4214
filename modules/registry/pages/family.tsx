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
  Tag,
  Unbroken,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { decideFamily } from '../commands/decide-family.ts'
import type { compareFamilies } from '../queries/compare-families.ts'
import { WhyAndKeep } from './give-answer.tsx'
import { GoOn, KeptNote } from './kept-note.tsx'
import { keptText, readKept } from './read-kept.ts'
import { readReason } from './read-reason.ts'
import { ReasonLine } from './reason-line.tsx'
import { readFamilyAnswers } from './read-family.ts'

type Families = AnswerOf<typeof compareFamilies>
type Pair = Families['pairs'][number]
type Side = Pair['left']

export async function loader(args: PageArgs) {
  const { householdId, otherId } = args.params
  const families = await ask<typeof compareFamilies>(args, 'registry/compare-families', { householdId, otherId })
  return { ...families, kept: readKept(args.request.url) }
}

type Data = Awaited<ReturnType<typeof loader>>

export function action(args: PageArgs): Promise<RefusedForm> {
  const { locale, form: sent } = scope(args)
  const { householdId, otherId } = args.params
  return submit<typeof decideFamily>(args, {
    name: 'registry/decide-family',
    read: (form) => ({ pairs: readFamilyAnswers(form), reason: readReason(form) }),
    done: ({ waits }) => {
      const query = new URLSearchParams({ kept: keptText('family', [householdId, otherId], waits ? 'waits' : 'several') })
      if (field(sent, 'after') !== '') query.set('after', field(sent, 'after'))
      return `/${locale}/desk/duplicates/next?${query.toString()}`
    },
  })
}

/** A family that may have come again: one answer for all of them, or one for each. */
export default function Family({ loaderData, actionData }: { readonly loaderData: Data; readonly actionData?: RefusedForm }) {
  const { t, locale, formats } = useText()
  const { pairs, crossed, alone, place, left } = loaderData
  const given = { typed: actionData?.typed, refusals: actionData?.refusals }
  return (
    <>
      <title>{`${t('registry.family.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs
        trail={[{ href: `/${locale}/desk/duplicates`, label: t('registry.reviews.title') }]}
        here={t('registry.family.title')}
      />
      <h1>{t('registry.family.title')}</h1>
      <KeptNote kept={loaderData.kept} />
      <p>{t('registry.family.about')}</p>
      <Form className="beside">
        <div>
          {pairs.map((pair) => (
            <PairCard key={keyOf(pair)} pair={pair} given={given} />
          ))}
          {alone.length === 0 ? null : (
            <p>{t('registry.family.alone', { names: formats.list(alone.map(({ name }) => name || t('ui.unknown'))) })}</p>
          )}
        </div>
        <div className="stays">
          {place === undefined ? null : <input type="hidden" name="after" value={place} />}
          {crossed.map((pair) => (
            <Hidden key={keyOf(pair)} name="crossed" pair={pair} />
          ))}
          <ForAll asked={pairs.filter((one) => !one.settled).length} crossed={crossed.length} given={given} />
          <GoOn place={place} left={left} />
        </div>
      </Form>
    </>
  )
}

type Given = { readonly typed: RefusedForm['typed'] | undefined; readonly refusals: RefusedForm['refusals'] | undefined }

/** Who of one household may be whom of the other, what speaks for it, and an answer of its own. */
function PairCard({ pair, given }: { readonly pair: Pair; readonly given: Given }) {
  const { t, locale } = useText()
  const { left, right } = pair
  return (
    <Card title={`${left.name || t('ui.unknown')} / ${right.name || t('ui.unknown')}`}>
      <p>
        <SideLine side={left} />
        <br />
        <SideLine side={right} />
      </p>
      <ul className="reasons several">
        {pair.reasons.map((reason) => (
          <ReasonLine key={`${reason.field} ${reason.level}`} reason={reason} />
        ))}
      </ul>
      {pair.proposed === undefined ? null : <Tag tone="wait">{t(`registry.reviews.${pair.proposed}`)}</Tag>}
      {pair.settled ? <p className="note">{t('registry.family.settled')}</p> : <OwnAnswer pair={pair} given={given} />}
      <p>
        <a href={`/${locale}/desk/duplicates/${left.personId}/${right.personId}`}>
          {t(pair.settled ? 'registry.reviews.settled-look' : 'registry.reviews.side-by-side')}
        </a>
      </p>
    </Card>
  )
}

function SideLine({ side }: { readonly side: Side }) {
  const { t, locale, formats } = useText()
  return (
    <>
      <a href={`/${locale}/desk/households/${side.householdId}/persons/${side.personId}`}>
        <bdi>{side.name || t('ui.unknown')}</bdi>
      </a>{' '}
      <span className="soft">
        {side.birth === undefined ? '' : `${formats.date(side.birth)} · `}
        <Unbroken>{side.number}</Unbroken>
      </span>
    </>
  )
}

function OwnAnswer({ pair, given }: { readonly pair: Pair; readonly given: Given }) {
  const { t } = useText()
  return (
    <>
      <Hidden name="pair" pair={pair} />
      <Choices
        name={`answer.${keyOf(pair)}`}
        inline
        label={t('registry.duplicates.question')}
        options={(['same', 'different', 'unsure'] as const).map((one) => ({
          value: one,
          label: t(`registry.duplicates.${one}`),
        }))}
        {...given}
      />
    </>
  )
}

/** Which pair, and which answer about it whoever looks has seen. */
function Hidden({ name, pair }: { readonly name: 'pair' | 'crossed'; readonly pair: Pick<Pair, 'left' | 'right' | 'seen'> }) {
  return (
    <>
      <input type="hidden" name={name} value={keyOf(pair)} />
      <input type="hidden" name={`seen.${keyOf(pair)}`} value={pair.seen ?? ''} />
    </>
  )
}

function ForAll({ asked, crossed, given }: { readonly asked: number; readonly crossed: number; readonly given: Given }) {
  const { t } = useText()
  if (asked === 0) return null
  return (
    <>
      <Choices
        name="all"
        at="pairs"
        label={t('registry.family.all')}
        hint={crossed === 0 ? t('registry.family.all-hint') : t('registry.family.all-crossed', { count: crossed })}
        options={(['same', 'different'] as const).map((one, at) => ({
          value: one,
          label: t(`registry.family.all-${one}`, { count: asked }),
          key: `${at + 1}`,
        }))}
        {...given}
      />
      <WhyAndKeep value="decide-family" photos={false} given={given} />
    </>
  )
}

function keyOf({ left, right }: Pick<Pair, 'left' | 'right'>): string {
  return `${left.personId}.${right.personId}`
}
