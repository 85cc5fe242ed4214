import type { AnswerOf } from '@convive/commands'
import { Tag, useText, type Tone } from '@convive/ui'
import type { ReactNode } from 'react'
import type { interview } from '../queries/interview.ts'

type Answers = AnswerOf<typeof interview>['answers']
type Labels = AnswerOf<typeof interview>['labels']

const tones: Readonly<Record<Answers[number]['kind'], Tone>> = {
  yes: 'yes',
  no: 'no',
  not_yet: 'wait',
  closed: 'no',
  depends: 'unknown',
  look: 'unknown',
}
const marks: Readonly<Record<Answers[number]['kind'], string>> = {
  yes: '✓ ',
  no: '✕ ',
  not_yet: '',
  closed: '',
  depends: '? ',
  look: '? ',
}

/** Each answer with its colour, sign and word; why, with the article; what would change it; what to bring; what it costs. */
export function AnswerCards({
  answers,
  labels,
  renderBelow,
}: {
  readonly answers: Answers
  readonly labels: Labels
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
            {one.from === undefined ? null : <p>{t('procedures.answer.from', { day: formats.date(one.from) })}</p>}
            {one.closedSince === undefined ? null : (
              <p>{t('procedures.answer.closed', { day: formats.date(one.closedSince) })}</p>
            )}
            {one.kind === 'closed' ? null : (
              <ul className="reasons">
                {one.reasons.map((reason) => (
                  <li
                    key={reason.id}
                    className={reason.state === 'met' ? undefined : reason.state === 'not_met' ? 'not' : 'open'}
                  >
                    {reason.words[locale]}
                    {reason.state === 'open' ? (
                      <small> {t(reason.declined ? 'procedures.answer.declined' : 'procedures.answer.open')}</small>
                    ) : null}
                    <Source cite={reason.cite} unverified={reason.unverified} />
                  </li>
                ))}
              </ul>
            )}
            {(one.afterwards === undefined ? one.variants : [one.afterwards]).map((told) => (
              <p key={told.words.en}>
                {told.words[locale]}
                <Source cite={told.cite} unverified={told.unverified} />
              </p>
            ))}
            {one.change.length === 0 || one.kind === 'depends' ? null : (
              <p>
                <strong>{t('procedures.answer.change')}</strong>{' '}
                {one.change.map((set) => formats.list(set.map(label))).join(' · ')}
              </p>
            )}
            {one.kind === 'closed' || one.bring.length === 0 ? null : (
              <>
                <p>
                  <strong>{t('procedures.answer.bring')}</strong>
                </p>
                <ul>
                  {one.bring.map((item) => (
                    <li key={item.id}>
                      {item.title[locale]}: {item.anyOf.map(label).join(` ${t('procedures.answer.or')} `)}
                      {item.legalisation === 'waived' ? <small> {t('procedures.answer.no-apostille')}</small> : null}
                    </li>
                  ))}
                </ul>
                <Source cite={sourcesOf(one.bring)} unverified={false} />
              </>
            )}
            {one.cost === undefined || one.kind === 'closed' ? null : (
              <p>
                <strong>{t('procedures.answer.cost')}</strong>{' '}
                {one.cost.exempt === 'yes' || one.cost.amount.minor === 0
                  ? t('procedures.answer.free')
                  : formats.money(one.cost.amount)}
                {one.cost.words === undefined ? '' : `. ${one.cost.words[locale]}`}
                <cite>{one.cost.cite}</cite>
              </p>
            )}
            {renderBelow?.(one.procedure, one.kind)}
          </section>
        ))}
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
