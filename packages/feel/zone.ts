import { nanosPerSecond, ofWallNanos, wallNanos, floorDiv, nanosOfTime } from './calendar.ts'
import type { DateTimeValue, TimeValue, Zone } from './value.ts'

/** Formats are costly to make and never change: each zone's is kept, up to more names than there are zones. */
const formats = new Map<string, Intl.DateTimeFormat>()
const mostFormats = 1000

function formatOf(id: string): Intl.DateTimeFormat {
  const known = formats.get(id)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en', { timeZone: id, timeZoneName: 'longOffset' })
  if (formats.size < mostFormats) formats.set(id, made)
  return made
}

/** A zone of the IANA database as this machine has it; undefined where it has none of that name. */
export function zoneNamed(id: string): Zone | undefined {
  if (!/^[A-Za-z][\w+\-/]{1,60}$/.test(id)) return undefined
  try {
    return formatOf(id).resolvedOptions().timeZone === '' ? undefined : { id }
  } catch {
    return undefined
  }
}

/** Seconds that the clock of a zone is ahead at an instant (seconds since 1970). */
function offsetAt(zone: Zone, second: bigint): number {
  if ('offset' in zone) return zone.offset
  const bounded = Math.max(-8.64e12, Math.min(8.64e12, Number(second)))
  const written =
    formatOf(zone.id)
      .formatToParts(new Date(bounded * 1000))
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes = '0', seconds = '0'] = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(written) ?? []
  if (hours === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))
}

/** The offset of a clock on the wall: of two possible ones in autumn the earlier, in the gap of spring the one before it. */
export function offsetOf(value: DateTimeValue): number | undefined {
  const { zone } = value.time
  if (zone === undefined) return undefined
  if ('offset' in zone) return zone.offset
  const wall = floorDiv(wallNanos(value), nanosPerSecond)
  const before = offsetAt(zone, wall - 86_400n)
  const after = offsetAt(zone, wall + 86_400n)
  const fits = [before, after].find((offset) => offsetAt(zone, wall - BigInt(offset)) === offset)
  return fits ?? before
}

/** Nanoseconds since 1970 in UTC; a local value counts as UTC. */
export function instantOf(value: DateTimeValue): bigint {
  return wallNanos(value) - BigInt(offsetOf(value) ?? 0) * nanosPerSecond
}

/** The clock on the wall of a zone at an instant. */
export function atInstant(nanos: bigint, zone: Zone | undefined): DateTimeValue | undefined {
  if (zone === undefined) return ofWallNanos(nanos, {})
  const offset = offsetAt(zone, floorDiv(nanos, nanosPerSecond))
  return ofWallNanos(nanos + BigInt(offset) * nanosPerSecond, { zone })
}

/** A time of day has no day: a named zone counts with the offset it has on 1970-01-01. */
export function timeOffset(time: TimeValue): number | undefined {
  const { zone } = time
  return zone === undefined ? undefined : 'offset' in zone ? zone.offset : offsetAt(zone, 0n)
}

export function timeInstant(time: TimeValue): bigint {
  return nanosOfTime(time) - BigInt(timeOffset(time) ?? 0) * nanosPerSecond
}
