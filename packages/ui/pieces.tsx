import type { ReactNode } from 'react'
import { useText } from './text.tsx'

export type Tone = 'yes' | 'wait' | 'no' | 'unknown'

/** A word on a colour; the word alone must say it. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`tag ${tone}`}>{children}</span>
}

/** A number that stays on one line: read in two parts it is read wrongly. */
export function Unbroken({ children }: { readonly children: ReactNode }) {
  return <span className="unbroken">{children}</span>
}

export function Card({
  title,
  children,
  className,
}: {
  readonly title?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    <section className={className === undefined ? 'card' : `card ${className}`}>
      {title === undefined ? null : <h2>{title}</h2>}
      {children}
    </section>
  )
}

/** Names and values, each with its source in small. */
export function SummaryList({
  rows,
}: {
  readonly rows: readonly {
    readonly key: string
    readonly name: string
    readonly value: ReactNode
    readonly source?: ReactNode
  }[]
}) {
  return (
    <dl>
      {rows.map((row) => (
        <div className="pair" key={row.key}>
          <dt>{row.name}</dt>
          <dd>
            {row.value} {row.source === undefined ? null : <small>{row.source}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export function Actions({ children }: { readonly children: ReactNode }) {
  return <div className="actions">{children}</div>
}

/** A table that scrolls by itself on a narrow screen. */
export function DataTable({
  caption,
  head,
  stacked,
  children,
}: {
  readonly caption: string
  readonly head: readonly { readonly label: string; readonly number?: boolean }[]
  /** On a narrow screen each row is a block, its cells below each other. */
  readonly stacked?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className={stacked ? 'stacked' : undefined}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((column) => (
              <th key={column.label} scope="col" className={column.number ? 'n' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

/** Where one is: links upward, then the place itself. */
export function Crumbs({
  trail,
  here,
}: {
  readonly trail: readonly { readonly href: string; readonly label: string }[]
  readonly here: ReactNode
}) {
  const { t } = useText()
  return (
    <nav className="soft crumbs" aria-label={t('ui.crumbs')}>
      {trail.map((one) => (
        <span key={one.href}>
          <a href={one.href}>{one.label}</a> ›{' '}
        </span>
      ))}
      <span>{here}</span>
    </nav>
  )
}

/** What a page says when its list is empty, and the next thing to do. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="soft empty">{children}</p>
}
