import { readSchema, readYaml, words, type Parsed } from '@convive/facts'
import { calendarDate, isCalendarDate } from '@convive/kernel'
import { z } from 'zod'
import type { Jurisdiction } from './procedure.ts'

const day = z.string().refine(isCalendarDate, 'is no day of the calendar')
const suspension = z
  .strictObject({
    from: day,
    until: day.optional(),
    of: z.union([z.literal('all'), z.array(z.string()).min(1)]),
    words,
    cite: z.string(),
    status: z.enum(['primary', 'secondary', 'unverified', 'fictional']),
  })
  .refine(({ from, until }) => until === undefined || from <= until, 'ends before it begins')

const jurisdictionSchema = z.strictObject({
  id: z.string(),
  name: words,
  time_zone: z.string(),
  fictional: z.boolean(),
  country: z.string(),
  holidays: z.strictObject({ country: z.string().optional(), fixed: z.array(z.string().regex(/^\d\d-\d\d$/)).optional() }),
  suspensions: z.array(suspension).default([]),
  contact: z.strictObject({ text: words, status: z.string() }),
  asylum: z.strictObject({ text: words, status: z.string() }),
})

/** Reads what is said of a country: its calendar, whom to talk to, and the asylum route. */
export function parseJurisdiction(
  text: string,
  file: string,
  { countries }: { readonly countries: readonly string[] },
): Parsed<Jurisdiction> {
  const yaml = readYaml(text, file)
  if (!yaml.ok) return yaml
  const read = readSchema(jurisdictionSchema, yaml.value)
  if (!read.ok) return read
  if (read.value.country !== 'any' && !countries.includes(read.value.country)) {
    const message = `${read.value.country} is not in the list of countries`
    return { ok: false, faults: [{ file, ...yaml.value.at(['country']), code: 'unknown-country', message }] }
  }
  const suspensions = read.value.suspensions.map((one) => ({
    ...one,
    from: calendarDate(one.from),
    until: one.until === undefined ? undefined : calendarDate(one.until),
  }))
  return { ok: true, value: { ...read.value, timeZone: read.value.time_zone, suspensions } }
}
