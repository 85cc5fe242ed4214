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
  TextField,
  Unbroken,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { decideFamily } from '../commands/decide-family.ts'
import type { compareFamilies } from '../queries/compare-families.ts'
import { ReasonLine } from './reason-line.tsx'
import { readFamilyAnswers } from './read-family.ts'

type Families = AnswerOf<typeof compareFamilies>
type Pair = Families['pairs'][number]
type Side = Pair['left']

export async function loader(args: PageArgs): Promise<Families> {
  const { householdId, otherId } = args.params
  return ask<typeof compareFamilies>(args, 'registry/compare-families', { householdId, otherId })
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const { locale } = scope(args)
  return submit<typeof decideFamily>(args, {
    name: 'registry/decide-family',
    read: (form) => ({ pairs: readFamilyAnswers(form), reason: field(form, 'reason') }),
    done: () => `/${locale}/desk/duplicates`,
  })
}

/** A family that may have come again: one answer for all of them, or one for each. */
export default function Family({ loaderData, actionData }: { readonly loaderData: Families; readonly actionData?: RefusedForm }) {
  const { t, locale, formats } = useText()
  const { pairs, crossed, alone } = loaderData
  const shared = { typed: actionData?.typed, refusals: actionData?.refusals }
  const asked = pairs.filter((one) => !one.settled)
  const name = (side: Side): string => (side.name === '' ? t('ui.unknown') : side.name)
  return (
    <>
      <title>{`${t('registry.family.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs
        trail={[{ href: `/${locale}/desk/duplicates`, label: t('registry.reviews.title') }]}
        here={t('registry.family.title')}
      />
      <h1>{t('registry.family.title')}</h1>
      <p>{t('registry.family.about')}</p>
      <Form>
        {pairs.map((pair) => (
          <Card key={keyOf(pair)} title={`${name(pair.left)} / ${name(pair.right)}`}>
            <p>
              {[pair.left, pair.right].map((side, at) => (
                <span key={side.personId}>
                  {at === 0 ? null : <br />}
                  <a href={`/${locale}/desk/households/${side.householdId}/persons/${side.personId}`}>{name(side)}</a>{' '}
                  <span className="soft">
                    {side.birth === undefined ? '' : `${formats.date(side.birth)} · `}
                    <Unbroken>{side.number}</Unbroken>
                  </span>
                </span>
              ))}
            </p>
            <ul className="reasons">
              {pair.reasons.map((reason) => (
                <ReasonLine key={`${reason.field} ${reason.level}`} reason={reason} />
              ))}
            </ul>
            {pair.proposed === undefined ? null : <Tag tone="wait">{t(`registry.reviews.${pair.proposed}`)}</Tag>}
            {pair.settled ? (
              <p className="note">{t('registry.family.settled')}</p>
            ) : (
              <>
                <input type="hidden" name="pair" value={keyOf(pair)} />
                <Choices
                  name={`answer.${keyOf(pair)}`}
                  inline
                  label={t('registry.duplicates.question')}
                  options={(['same', 'different', 'unsure'] as const).map((one) => ({
                    value: one,
                    label: t(`registry.duplicates.${one}`),
                  }))}
                  {...shared}
                />
              </>
            )}
          </Card>
        ))}
        {alone.length === 0 ? null : <p>{t('registry.family.alone', { names: formats.list(alone.map(name)) })}</p>}
        {crossed.map((pair) => (
          <input key={keyOf(pair)} type="hidden" name="crossed" value={keyOf(pair)} />
        ))}
        {asked.length === 0 ? null : (
          <>
            <Choices
              name="all"
              at="pairs"
              several
              label={t('registry.family.all')}
              hint={
                crossed.length === 0 ? t('registry.family.all-hint') : t('registry.family.all-crossed', { count: crossed.length })
              }
              options={[{ value: 'same', label: t('registry.family.all-same', { count: asked.length }), key: '1' }]}
              {...shared}
            />
            <TextField name="reason" label={t('registry.duplicates.reason')} pressed="4" {...shared} />
            <p className="soft">{t('registry.duplicates.undo-hint')}</p>
            <button className="button" name="do" value="decide-family">
              {t('registry.person.decide')}
            </button>
          </>
        )}
      </Form>
    </>
  )
}

function keyOf({ left, right }: Pick<Pair, 'left' | 'right'>): string {
  return `${left.personId}.${right.personId}`
}
