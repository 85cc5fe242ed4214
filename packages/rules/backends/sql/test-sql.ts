import { no, yes } from '../masks.ts'
import type { Amount, Test } from '../plan.ts'
import type { Sql } from './condition.ts'
import { dateLiteral, monthsApart, quoted, shifted } from './dialect.ts'
import { refuseSql, unitsOf, valueOf, type Writer } from './writer.ts'

/** The test of an atom in SQL, for rows whose facts all have exact values. */
export function testSql(writer: Writer, test: Test): Sql {
  switch (test.kind) {
    case 'order':
    case 'equal': {
      if (test.guard !== undefined) return refuseSql(writer, 'a division whose divisor may be zero')
      if (test.kind === 'equal' && (isSet(writer, test.left) || isSet(writer, test.right)))
        return writer.dialect.sameSet(setText(writer, test.left, test.right), setText(writer, test.right, test.left))
      if (isText(writer, test.left) || isText(writer, test.right))
        return `(${wordText(writer, test.left)} = ${wordText(writer, test.right)})`
      const sign = test.kind === 'equal' ? '=' : test.strict ? '<' : '<='
      return `(${amountSql(writer, test.left)} ${sign} ${amountSql(writer, test.right)})`
    }
    case 'between':
      return betweenSql(writer, test)
    case 'one-of': {
      const texts = test.ids.map((id) => quoted(writer.layout.texts[id] ?? ''))
      const [inside, outside] = test.outside ? [no, yes] : [yes, no]
      if (texts.length === 0) return outside === yes
      const among = `${wordText(writer, test.of)} in (${texts.join(', ')})`
      return inside === yes ? `(${among})` : `(not ${among})`
    }
    case 'any-bit': {
      const domain = writer.layout.columns[test.column]?.of.domain ?? []
      const texts = domain.filter((_, place) => (test.bits & (1 << place)) !== 0)
      return `(${writer.dialect.meets(valueOf(writer, test.column), texts)})`
    }
    case 'any-text': {
      const texts = test.ids.map((id) => writer.layout.texts[id] ?? '')
      const list = valueOf(writer, test.column)
      return `(${test.outside ? writer.dialect.exceeds(list, texts) : writer.dialect.meets(list, texts)})`
    }
    case 'valued':
      return test.guard === undefined ? false : refuseSql(writer, 'a division whose divisor may be zero')
    case 'holds':
      return refuseSql(writer, 'a look into a list for a text that is not written')
    case 'never':
      return refuseSql(writer, 'a comparison without a test')
  }
}

function betweenSql(writer: Writer, { column, low, high }: Extract<Test, { readonly kind: 'between' }>): Sql {
  const value = valueOf(writer, column)
  if (low > high) return false
  const ends = [
    low === Number.NEGATIVE_INFINITY ? undefined : `${value} >= ${day(writer, low)}`,
    high === Number.POSITIVE_INFINITY ? undefined : `${value} <= ${day(writer, high)}`,
  ].flatMap((one) => one ?? [])
  return ends.length === 0 ? true : `(${ends.join(' and ')})`
}

function day(writer: Writer, value: number): string {
  const literal = dateLiteral(value)
  if (literal === undefined) refuseSql(writer, 'a day outside the years 1 to 9999')
  return literal ?? 'null'
}

function isSet(writer: Writer, amount: Amount): boolean {
  const kind = amount.op === 'column' ? writer.layout.columns[amount.column]?.kind : undefined
  return kind === 'bits' || kind === 'set'
}

function setText(writer: Writer, amount: Amount, beside: Amount): string {
  if (amount.op === 'column') return valueOf(writer, amount.column)
  const column = beside.op === 'column' ? writer.layout.columns[beside.column] : undefined
  if (amount.op !== 'constant' || column === undefined || Number.isNaN(amount.value) || amount.value === -1) {
    refuseSql(writer, 'a comparison of lists that are not written out')
    return 'null'
  }
  const texts =
    column.kind === 'set'
      ? (writer.layout.sets[amount.value] ?? []).map((id) => writer.layout.texts[id] ?? '')
      : (column.of.domain ?? []).filter((_, place) => (amount.value & (1 << place)) !== 0)
  return writer.dialect.setOf(texts)
}

function isText(writer: Writer, amount: Amount): boolean {
  return amount.op === 'column' && writer.layout.columns[amount.column]?.kind === 'text'
}

function wordText(writer: Writer, amount: Amount): string {
  if (isText(writer, amount) && amount.op === 'column') return valueOf(writer, amount.column)
  if (amount.op === 'constant' && !Number.isNaN(amount.value)) return quoted(writer.layout.texts[amount.value] ?? '')
  refuseSql(writer, 'a text that is chosen by a condition')
  return 'null'
}

/** A number of whole units; a date as days since 1970. */
function amountSql(writer: Writer, amount: Amount): string {
  const { dialect, layout } = writer
  const of = (one: Amount): string => amountSql(writer, one)
  switch (amount.op) {
    case 'constant':
      return Number.isFinite(amount.value) ? `(${amount.value})` : 'null'
    case 'column': {
      const kind = layout.columns[amount.column]?.kind
      if (kind === 'number') return unitsOf(writer, amount.column)
      if (kind === 'date') return daysOf(valueOf(writer, amount.column))
      refuseSql(writer, 'a fact that is no number')
      return 'null'
    }
    case 'plus':
    case 'minus':
    case 'times': {
      const sign = { plus: '+', minus: '-', times: '*' }[amount.op]
      return `(${of(amount.left)} ${sign} ${of(amount.right)})`
    }
    case 'shift': {
      if (amount.rounding === 'error') refuseSql(writer, 'a step by months that may have no such day')
      const rounding = amount.rounding === 'up' ? 'up' : 'down'
      const months = `cast(${of(amount.months)} as integer)`
      return daysOf(`(${shifted(dialect, dateOfDays(of(amount.date)), months, rounding)})`)
    }
    case 'months-between': {
      if (amount.rounding === 'error' || amount.from.op === 'shift' || amount.to.op === 'shift')
        refuseSql(writer, 'months between days that may not exist')
      const rounding = amount.rounding === 'up' ? 'up' : 'down'
      return monthsApart(dialect, dateOfDays(of(amount.from)), dateOfDays(of(amount.to)), rounding)
    }
    case 'years':
      return `trunc(${of(amount.of)} / 12.0)`
    case 'months':
      return `(${of(amount.of)} - 12 * trunc(${of(amount.of)} / 12.0))`
    case 'year':
      return `extract(year from ${dateOfDays(of(amount.of))})`
    case 'abs':
      return `abs(${of(amount.of)})`
    case 'floor':
      return `floor(${of(amount.of)} / cast(${amount.by} as ${dialect.number}))`
    case 'ceiling':
      return `ceil(${of(amount.of)} / cast(${amount.by} as ${dialect.number}))`
    case 'least':
    case 'greatest':
      return `${amount.op}(${of(amount.left)}, ${of(amount.right)})`
    case 'size': {
      return dialect.size(valueOf(writer, amount.column))
    }
    case 'choose':
      refuseSql(writer, 'a number or a day that is chosen by a condition')
      return 'null'
  }
}

function daysOf(date: string): string {
  return `(${date} - date '1970-01-01')`
}

function dateOfDays(days: string): string {
  const bare = /^\(("(?:[^"]|"")*") - date '1970-01-01'\)$/.exec(days)?.[1]
  return bare ?? `(date '1970-01-01' + cast(${days} as integer))`
}
