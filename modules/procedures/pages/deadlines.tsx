import { Card, useText } from '@convive/ui'
import type { ApplicationData } from './application.tsx'
import { useDeadline, type ShownDeadline } from './use-deadline.ts'

/** Every deadline that runs or has run out, with the article, how it was counted, and a line of days. */
export function Deadlines({ data }: { readonly data: ApplicationData }) {
  const { t } = useText()
  const shown = data.deadlines.filter((one) => one.state !== 'met')
  if (shown.length === 0) return null
  const nameOf = (personId: string): string =>
    shown.some((one) => one.personId !== personId) ? (data.people.find((one) => one.personId === personId)?.name ?? '') : ''
  return (
    <Card title={t('procedures.deadline.title')}>
      {shown.map((one) => (
        <OneDeadline key={`${one.personId}-${one.id}`} deadline={one} name={nameOf(one.personId)} today={data.today} />
      ))}
    </Card>
  )
}

function OneDeadline({
  deadline,
  name,
  today,
}: {
  readonly deadline: ShownDeadline
  readonly name: string
  readonly today: string
}) {
  const { t, locale, formats } = useText()
  const tell = useDeadline()
  const [first = '', ...rest] = tell(deadline)
  const isUrgent = deadline.state === 'run_out' || deadline.state === 'stopped'
  return (
    <section className={isUrgent ? 'note wait' : undefined}>
      <p>
        {name === '' ? null : formats.labelled(name, '')} <strong>{first}</strong> {rest.join(' ')}
      </p>
      {deadline.words === undefined ? null : <p>{deadline.words[locale]}</p>}
      <TimeLine deadline={deadline} today={today} />
      <p className="soft">
        {t('procedures.deadline.counted', { count: deadline.term.count, unit: deadline.term.unit })}
        <cite>{deadline.unverified ? `${deadline.cite} · ${t('procedures.answer.unverified')}` : deadline.cite}</cite>
      </p>
    </section>
  )
}

type Moment = {
  readonly day: string
  readonly kind: 'past' | 'now' | 'next'
  readonly text: string
  readonly cite?: string | undefined
}

/** The beginning, each stop, today and the last day, in the order in which they come. */
function TimeLine({ deadline, today }: { readonly deadline: ShownDeadline; readonly today: string }) {
  const { t, locale, formats } = useText()
  const { began, due, stops, after } = deadline
  const kindOf = (day: string): Moment['kind'] => (day <= today ? 'past' : 'next')
  const step = 'step' in after ? after.step : 'other'
  const moments: Moment[] = [
    ...(began === undefined
      ? []
      : [{ day: began.earliest, kind: kindOf(began.earliest), text: t('procedures.deadline.began', { step }) }]),
    ...stops.map((stop) => ({
      day: stop.from,
      kind: kindOf(stop.from),
      text: [
        stop.until === undefined
          ? t('procedures.deadline.stood-since', { why: stop.why })
          : t('procedures.deadline.stood', { why: stop.why, until: formats.date(stop.until) }),
        stop.words?.[locale] ?? '',
      ].join(' '),
      cite: stop.cite,
    })),
    { day: today, kind: 'now', text: t('procedures.deadline.today') },
    ...(due === undefined ? [] : [{ day: due.latest, kind: kindOf(due.latest), text: t('procedures.deadline.last-day') }]),
  ]
  return (
    <ol className="timeline">
      {moments
        .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
        .map((one) => (
          <li key={`${one.day} ${one.text}`} className={one.kind}>
            <strong>{formats.date(one.day)}</strong> {one.text}
            {one.cite === undefined ? null : <cite>{one.cite}</cite>}
          </li>
        ))}
    </ol>
  )
}
