import { useText } from '@convive/ui'

type Row = { readonly label: string; readonly value: number }

/** Published numbers as bars from 0. Words stay text, so that they wrap on a phone and grow with the reader's letters. */
export function Bars({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const { formats } = useText()
  const top = Math.max(1, ...rows.map((row) => row.value))
  return (
    <figure className="card">
      <figcaption>
        <h2>{title}</h2>
      </figcaption>
      <ul className="bars">
        {rows.map((row) => (
          <li key={row.label}>
            <span>{row.label}</span>
            <span className="n">{formats.number(row.value)}</span>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect className="bar" width={(row.value / top) * 100} height={4} />
            </svg>
          </li>
        ))}
      </ul>
    </figure>
  )
}
