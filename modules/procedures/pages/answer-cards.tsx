import type { AnswerOf } from '@convive/commands'
import { Tag, useText } from '@convive/ui'
import type { ReactNode } from 'react'
import type { FactUsed } from '../domain/facts-used.ts'
import type { interview } from '../queries/interview.ts'
import { ApplyUntil } from './apply-until.tsx'
import { FactsUsed } from './facts-used.tsx'
import { marks, tones } from './kind-signs.ts'

type Right = AnswerOf<typeof interview>['people'][number]['answers'][number]
/** An application's own answer says nothing of until when to apply. */
type Answers = readonly (Omit<Right, 'applyUntil'> & Partial<Pick<Right, 'applyUntil'>>)[]
type Labels = AnswerOf<typeof interview>['labels']

/** Each answer with its colour, sign and word; why, with the article; what would change it; what to bring; what it costs. */
export function AnswerCards({
  answers,
  labels,
  renderBelow,
  withPapers = true,
  facts,
}: {
  readonly answers: Answers
  readonly labels: Labels
  /** False where the papers have a list of their own. */
  readonly withPapers?: boolean
  /** For the office: what each condition was judged on. */
  readonly facts?: Readonly<Record<string, readonly FactUsed[]>> | undefined
  readonly renderBelow?: (procedure: string, kind: string) => ReactNode
}) {
  const { t, locale, formats } = useText()
  const order = ['yes', 'not_yet', 'depends', 'look', 'no', 'closed']
  const label = (id: string): string => labels[id]?.[locale] ?? id
  return (
    <>
      {answers
        .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
        .map((one) => (
          <section className={`card answer ${tones[one.kind]}`} key={one.procedure}>
            <h2>
              <Tag tone={tones[one.kind]}>
                {marks[one.kind]}
                {t(`procedures.kind.${one.kind}`)}
              </Tag>{' '}
              {one.title[locale]}
            </h2>
            <Clashes answer={one} label={label} />
            {one.from === undefined ? null : (
              <p>{t(`procedures.answer.${one.kind === 'not_yet' ? 'from' : 'not-before'}`, { day: formats.date(one.from) })}</p>
            )}
            {one.until === undefined ? null : <p>{t('procedures.answer.until', { day: formats.date(one.until) })}</p>}
            <ApplyUntil deadlines={one.applyUntil ?? []} />
            {one.kind !== 'depends' || one.open.length === 0 ? null : (
              <p>
                <strong>{t('procedures.answer.depends')}</strong> {formats.list(one.open.map(label))}.
              </p>
            )}
            {one.closedSince === undefined ? null : (
              <p>{t('procedures.answer.closed', { day: formats.date(one.closedSince) })}</p>
            )}
            {one.kind === 'closed' ? (
              <Source cite={one.reasons[0]?.cite ?? ''} unverified={one.reasons[0]?.unverified ?? false} />
            ) : (
              <ul className="reasons">
                {one.reasons.map((reason) => (
                  <li
                    key={reason.id}
                    className={reason.state === 'met' ? undefined : reason.state === 'not_met' ? 'not' : 'open'}
                  >
                    <span className="unseen">{t(`procedures.reason.${reason.state}`)}</span> {reason.words[locale]}
                    {reason.state === 'open' ? (
                      <small> {t(reason.declined ? 'procedures.answer.declined' : 'procedures.answer.open')}</small>
                    ) : null}
                    {reason.from === undefined ? null : (
                      <small> {t('procedures.answer.met-from', { day: formats.date(reason.from) })}</small>
                    )}
                    <Source cite={reason.cite} unverified={reason.unverified} />
                    {facts?.[reason.id] === undefined ? null : <FactsUsed facts={facts[reason.id] ?? []} />}
                  </li>
                ))}
              </ul>
            )}
            <Proof answer={one} label={label} />
            {toldOf(one).map((told) => (
              <p key={told.words.en}>
                {told.words[locale]}
                <Source cite={told.cite} unverified={told.unverified} />
              </p>
            ))}
            {one.change.length === 0 ? null : <Changes answer={one} label={label} />}
            {!withPapers || isShut(one.kind) || one.bring.length === 0 ? null : <Bring answer={one} label={label} />}
            {one.costs.length === 0 || isShut(one.kind) ? null : <Costs costs={one.costs} />}
            <p className="no-print">
              <a
                href={`/${locale}/rights/${one.procedure}`}
                aria-label={formats.labelled(t('procedures.law.read'), one.title[locale])}
              >
                {t('procedures.law.read')}
              </a>
            </p>
            {renderBelow?.(one.procedure, one.kind)}
          </section>
        ))}
    </>
  )
}

type Shown = { readonly answer: Answers[number]; readonly label: (id: string) => string }

/** Facts of which one must be wrong: said first, because everything below was judged on them. */
function Clashes({ answer: { clashes = [] }, label }: Shown) {
  const { t, formats } = useText()
  return clashes.map((facts) => (
    <p key={facts.join()}>
      <strong>{t('procedures.answer.clash')}</strong> {formats.list(facts.map(label))}.
    </p>
  ))
}

/** The fewest facts that carry the answer. */
function Proof({ answer: { proof = [] }, label }: Shown) {
  const { t, formats } = useText()
  if (proof.length === 0) return null
  return (
    <p>
      {t('procedures.answer.proof')} {formats.list(proof.map(label))}.
    </p>
  )
}

/** How to go about it is told to whoever can go about it; after the window, what is left to do. */
function toldOf({ kind, afterwards, variants }: Answers[number]): Answers[number]['variants'] {
  if (afterwards !== undefined) return [afterwards]
  return isShut(kind) ? [] : variants
}

/** What would turn a no into a yes: any one line of the list, from a day if time has to pass too. */
function Changes({ answer, label }: { readonly answer: Answers[number]; readonly label: (id: string) => string }) {
  const { t, formats } = useText()
  const words = ({ fact, to }: Answers[number]['change'][number][number]): string => {
    const told = (value: string): string => formats.labelled(label(fact), value)
    if (to.state !== 'value') return told(t('procedures.interview.no-such'))
    if (typeof to.value === 'boolean') return told(t(to.value ? 'ui.yes' : 'ui.no'))
    const codes = [to.value].flat().map((code) => label(`${fact}:${code}`))
    return told(codes.length === 0 ? t('procedures.interview.none-of-these') : formats.list(codes))
  }
  return (
    <>
      <p>
        <strong>{t('procedures.answer.change')}</strong>
        {answer.changeFrom === undefined
          ? ''
          : ` ${t('procedures.answer.change-from', { day: formats.date(answer.changeFrom) })}`}
      </p>
      <ul>
        {answer.change.map((set) => (
          <li key={set.map(words).join()}>{formats.list(set.map(words))}</li>
        ))}
      </ul>
      {answer.changeOpens === true && answer.open.length > 0 ? (
        <p>
          {t('procedures.answer.then-depends')} {formats.list(answer.open.map(label))}.
        </p>
      ) : null}
    </>
  )
}

/** What it costs, line by line where it is more than one thing. */
function Costs({ costs }: { readonly costs: Answers[number]['costs'] }) {
  const { t, locale, formats } = useText()
  const [only] = costs
  const line = (one: (typeof costs)[number]): ReactNode => (
    <>
      {one.owed === 'no' ? t('procedures.answer.free') : formats.money(one.amount)}
      {one.words === undefined ? '' : `. ${one.words[locale]}`}
      <cite>{one.cite}</cite>
    </>
  )
  const label = <strong>{t('procedures.answer.cost')}</strong>
  if (costs.length === 1 && only !== undefined)
    return (
      <p>
        {label} {line(only)}
      </p>
    )
  return (
    <>
      <p>{label}</p>
      <ul>
        {costs.map((one) => (
          <li key={one.id}>
            {one.title === undefined ? '' : `${formats.labelled(one.title[locale], '')} `}
            {line(one)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Nothing is brought and nothing paid for what cannot be applied for. */
function isShut(kind: Answers[number]['kind']): boolean {
  return kind === 'closed' || kind === 'no'
}

/** What to bring: for each thing to show, the papers any one of which will do. */
function Bring({ answer, label }: { readonly answer: Answers[number]; readonly label: (id: string) => string }) {
  const { t, locale, formats } = useText()
  return (
    <>
      <p>
        <strong>{t('procedures.answer.bring')}</strong>
      </p>
      <ul>
        {answer.bring.map((item) => (
          <li key={item.id}>
            {item.anyOf.length === 1
              ? formats.labelled(item.title[locale], '')
              : `${item.title[locale]}, ${t('procedures.answer.one-of')}`}
            <ul>
              {item.anyOf.map((paper) => (
                <li key={paper}>{label(paper)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <Source cite={sourcesOf(answer.bring)} unverified={false} />
      {answer.bring.every((item) => item.legalisation === 'waived') ? <p>{t('procedures.answer.no-apostille')}</p> : null}
    </>
  )
}

/** The article, and plainly whether somebody still has to compare it with the law as published. */
function Source({ cite, unverified }: { readonly cite: string; readonly unverified: boolean }) {
  const { t } = useText()
  if (cite === '') return null
  return <cite>{unverified ? `${cite} · ${t('procedures.answer.unverified')}` : cite}</cite>
}

/** What several papers have in common is said once. */
function sourcesOf(bring: Answers[number]['bring']): string {
  return [...new Set(bring.map((item) => item.cite).filter((cite) => cite !== ''))].join(' · ')
}
