import { nanosPerSecond } from './calendar.ts'
import { isNumber } from './number.ts'
import { isList, kinded, type DateValue, type DaysDuration, type MonthsDuration, type TimeValue, type Value } from './value.ts'

/** What the function `string` makes of a value (DMN 1.5, 10.3.4.1); null has no text. */
export function textOf(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (isNumber(value)) return value.isZero() ? '0' : value.toFixed()
  if (isList(value)) return `[${value.map(quotedText).join(', ')}]`
  const thing = kinded(value)
  switch (thing?.kind) {
    case 'date':
      return writeDate(thing)
    case 'time':
      return writeTime(thing)
    case 'date and time':
      return `${writeDate(thing.date)}T${writeTime(thing.time)}`
    case 'days and time duration':
      return writeDays(thing)
    case 'years and months duration':
      return writeMonths(thing)
    case 'range': {
      const [low, high] = [thing.low ?? null, thing.high ?? null].map((end) => (end === null ? '' : quotedText(end)))
      return `${thing.lowIncluded ? '[' : '('}${low}..${high}${thing.highIncluded ? ']' : ')'}`
    }
    case 'context': {
      const entries = [...thing.entries].map(([key, entry]) => `${keyText(key)}: ${quotedText(entry)}`)
      return `{${entries.join(', ')}}`
    }
    case 'function':
      return `function ${thing.name}`
    case undefined:
      return 'null'
  }
}

function keyText(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : JSON.stringify(key)
}

function quotedText(value: Value): string {
  return typeof value === 'string' ? `"${value.replaceAll('\\', '\\\\').replaceAll('"', String.raw`\"`)}"` : textOf(value)
}

const two = (part: number): string => String(part).padStart(2, '0')

function writeDate({ year, month, day }: DateValue): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`
}

function fraction(nano: number): string {
  return nano === 0 ? '' : `.${String(nano).padStart(9, '0').replace(/0+$/, '')}`
}

function writeTime({ hour, minute, second, nano, zone }: TimeValue): string {
  const clock = `${two(hour)}:${two(minute)}:${two(second)}${fraction(nano)}`
  if (zone === undefined) return clock
  if ('id' in zone) return `${clock}@${zone.id}`
  if (zone.offset === 0) return `${clock}Z`
  const size = Math.abs(zone.offset)
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`
  return `${clock}${zone.offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`
}

function writeDays({ nanos }: DaysDuration): string {
  if (nanos === 0n) return 'PT0S'
  const size = nanos < 0n ? -nanos : nanos
  const seconds = size / nanosPerSecond
  const part = (count: bigint, letter: string): string => (count === 0n ? '' : `${count}${letter}`)
  const nano = Number(size % nanosPerSecond)
  const rest = seconds % 60n
  const last = rest === 0n && nano === 0 ? '' : `${rest}${fraction(nano)}S`
  const clock = `${part((seconds / 3600n) % 24n, 'H')}${part((seconds / 60n) % 60n, 'M')}${last}`
  return `${nanos < 0n ? '-' : ''}P${part(seconds / 86_400n, 'D')}${clock === '' ? '' : `T${clock}`}`
}

function writeMonths({ months }: MonthsDuration): string {
  if (months === 0) return 'P0M'
  const size = Math.abs(months)
  const [years, rest] = [Math.floor(size / 12), size % 12]
  return `${months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${rest === 0 ? '' : `${rest}M`}`
}
