import { useText } from '@convive/ui'
import type { ApplicationData } from './application.tsx'

export type ShownDeadline = ApplicationData['deadlines'][number]

/** A deadline in sentences: until when, what remains, why the clock stands, and what the law makes of silence. */
export function useDeadline(): (deadline: ShownDeadline) => readonly string[] {
  const { t, formats, actor } = useText()
  const left = ({ left: count, term }: ShownDeadline): readonly string[] =>
    count === undefined
      ? []
      : [t('procedures.deadline.left', { count, unit: term.unit === 'business_days' ? 'business_days' : 'days' })]
  const office = (one: ShownDeadline): readonly string[] => {
    if (one.due === undefined) return [t('procedures.deadline.held')]
    const day = formats.date(one.due.latest)
    if (one.state === 'run_out')
      return [
        t('procedures.deadline.office-over', { day }),
        t('procedures.deadline.silence', { silence: one.onExpiry }),
        t(`procedures.deadline.${actor.kind === 'member' ? 'silence-do' : 'silence-ask'}`, { silence: one.onExpiry }),
      ]
    if (one.state !== 'stopped') return [t('procedures.deadline.office-until', { day }), ...left(one)]
    const why = one.stops.some((stop) => stop.waiting === true) ? 'papers' : 'decree'
    return [t('procedures.deadline.stopped', { why }), t('procedures.deadline.then-until', { day, why })]
  }
  const own = (one: ShownDeadline): readonly string[] => {
    if (one.due === undefined) return [t('procedures.deadline.held')]
    const day = formats.date(one.due.latest)
    const what = one.id === 'appeal' ? 'appeal' : 'other'
    if (one.state === 'run_out') return [t('procedures.deadline.person-over', { day, what }), t('procedures.deadline.late')]
    return [t('procedures.deadline.person-until', { day, what }), ...left(one)]
  }
  return (one) => (one.binds === 'office' ? office(one) : own(one))
}
