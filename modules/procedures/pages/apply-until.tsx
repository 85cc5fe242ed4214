import { useText } from '@convive/ui'
import type { ApplyUntil as Deadline } from '../store/answer-right.ts'

/** Until when the law wants it asked for, counted from a day of the person's own life; and what to do when that day has passed. */
export function ApplyUntil({ deadlines }: { readonly deadlines: readonly Deadline[] }) {
  const { t, locale } = useText()
  const tell = useApplyUntil()
  return deadlines.map((one) => (
    <div className={one.state === 'run_out' || one.state === 'perhaps_over' ? 'note wait' : 'note'} key={one.id}>
      <p>
        <strong>{tell(one)}</strong>
        {one.state === 'run_out' || one.state === 'perhaps_over' ? ` ${t('procedures.deadline.late')}` : ''}
      </p>
      <p>
        {one.words?.[locale]}
        <cite>{one.unverified ? `${one.cite} · ${t('procedures.answer.unverified')}` : one.cite}</cite>
      </p>
    </div>
  ))
}

function useApplyUntil(): (deadline: Deadline) => string {
  const { t, locale, formats } = useText()
  return ({ state, due, term, since }) => {
    if (due === undefined)
      return t('procedures.deadline.apply-within', {
        count: term.count,
        unit: term.unit,
        since: since?.[locale] ?? '',
      })
    const [first, last] = [formats.date(due.earliest), formats.date(due.latest)]
    if (state === 'run_out') return t('procedures.deadline.apply-over', { day: last })
    return due.earliest === due.latest
      ? t('procedures.deadline.apply-until', { day: first })
      : t('procedures.deadline.apply-between', { first, last })
  }
}
