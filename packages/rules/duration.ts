/** Days and months never mix: a month has no fixed number of days (FEEL keeps two kinds of duration for the same reason). */
export type Duration = { readonly type: 'days' | 'months'; readonly value: number }

const daysShape = /^(-?)P(\d+)D$/u
const monthsShape = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/u

/** `P180D`, `P3M`, `P18Y`, `P1Y6M`; `undefined` for hours and for years mixed with days. */
export function durationFrom(text: string): Duration | undefined {
  const days = daysShape.exec(text)
  if (days !== null) return { type: 'days', value: signed(days[1], Number(days[2])) }
  const months = monthsShape.exec(text)
  if (months === null || (months[2] === undefined && months[3] === undefined)) return undefined
  return { type: 'months', value: signed(months[1], Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)) }
}

/** The shortest ISO 8601 text: 14 months are `P1Y2M`. */
export function durationText(duration: Duration): string {
  const [sign, size] = [duration.value < 0 ? '-' : '', Math.abs(duration.value)]
  if (duration.type === 'days') return `${sign}P${size}D`
  const [years, months] = [Math.floor(size / 12), size % 12]
  if (size === 0) return 'P0M'
  return `${sign}P${years > 0 ? `${years}Y` : ''}${months > 0 ? `${months}M` : ''}`
}

function signed(sign: string | undefined, size: number): number {
  return sign === '-' && size > 0 ? -size : size
}
