import type { Shown, ShownInterval } from '../domain/shown-result.ts'
import { useShown } from './use-shown.ts'

type Row = { readonly label: string; readonly of: ShownInterval }

/** Each interval as a bar of everybody: full for who surely has the right, pale up to who perhaps has it. */
export function IntervalBars({
  title,
  all,
  rows,
}: {
  readonly title: string
  readonly all: number
  readonly rows: readonly Row[]
}) {
  const { interval } = useShown()
  const wide = (of: Shown): number => (typeof of === 'number' ? (of / Math.max(1, all)) * 100 : 0)
  return (
    <figure className="card">
      <figcaption>
        <h3>{title}</h3>
      </figcaption>
      <ul className="bars">
        {rows.map(({ label, of }) => (
          <li key={label}>
            <span>{label}</span>
            <span className="n">{interval(of)}</span>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect className="bar maybe" width={wide(of.most)} height={4} />
              <rect className="bar" width={wide(of.least)} height={4} />
            </svg>
          </li>
        ))}
      </ul>
    </figure>
  )
}
