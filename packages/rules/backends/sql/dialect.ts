import type { Rounding } from '@convive/kernel'
import { dateOf, type Day } from '../../day.ts'

/** Where the two databases differ. Values are always written as literals with their quotes doubled. */
export type Dialect = {
  readonly number: string
  /** A list of texts has one of these. */
  readonly meets: (list: string, texts: readonly string[]) => string
  /** A list of texts has one that is not among these. */
  readonly exceeds: (list: string, texts: readonly string[]) => string
  readonly sameSet: (a: string, b: string) => string
  readonly setOf: (texts: readonly string[]) => string
  readonly size: (list: string) => string
  /** A date so many months later, on the last day of a month that is too short. */
  readonly addMonths: (date: string, months: string) => string
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

const postgresSet = (texts: readonly string[]): string => `array[${texts.map(quoted).join(', ')}]::text[]`
const duckdbSet = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]::varchar[]`

export const dialects: Readonly<Record<'postgresql' | 'duckdb', Dialect>> = {
  postgresql: {
    number: 'double precision',
    meets: (list, texts) => `${list} && ${postgresSet(texts)}`,
    exceeds: (list, texts) => `not ${list} <@ ${postgresSet(texts)}`,
    sameSet: (a, b) => `(${a} @> ${b} and ${a} <@ ${b})`,
    setOf: postgresSet,
    size: (list) => `(select count(distinct one) from unnest(${list}) as one)`,
    addMonths: (date, months) => `cast(${date} + ${months} * interval '1 month' as date)`,
  },
  duckdb: {
    number: 'double',
    meets: (list, texts) => `list_has_any(${list}, ${duckdbSet(texts)})`,
    exceeds: (list, texts) => `not list_has_all(${duckdbSet(texts)}, ${list})`,
    sameSet: (a, b) => `(list_has_all(${a}, ${b}) and list_has_all(${b}, ${a}))`,
    setOf: duckdbSet,
    size: (list) => `len(list_distinct(${list}))`,
    addMonths: (date, months) => `cast(${date} + to_months(cast(${months} as integer)) as date)`,
  },
}

export function dateLiteral(day: Day): string | undefined {
  const date = dateOf(day)
  return date === undefined ? undefined : `date '${date}'`
}

export function shifted(dialect: Dialect, date: string, months: string, rounding: Exclude<Rounding, 'error'>): string {
  const down = dialect.addMonths(date, months)
  if (rounding === 'down') return down
  return `case when extract(day from ${down}) < extract(day from ${date}) then ${down} + 1 else ${down} end`
}

/** The most months that fit between two dates, as the first engine counts them. */
export function monthsApart(dialect: Dialect, from: string, to: string, rounding: Exclude<Rounding, 'error'>): string {
  const forward = (a: string, b: string): string => {
    const months = `((extract(year from ${b}) - extract(year from ${a})) * 12 + extract(month from ${b}) - extract(month from ${a}))`
    const reached = shifted(dialect, a, `cast(${months} as integer)`, rounding)
    return `(case when ${reached} > ${b} then ${months} - 1 else ${months} end)`
  }
  return `cast(case when ${to} >= ${from} then ${forward(from, to)} else 0 - ${forward(to, from)} end as ${dialect.number})`
}
