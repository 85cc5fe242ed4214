import { readSchema, readYaml, words, type Catalogue, type DataFault, type Parsed } from '@convive/facts'
import { calendarDate, isCalendarDate, type CalendarDate } from '@convive/kernel'
import { compileExpression, type Condition, type Expression } from '@convive/rules'
import { z } from 'zod'
import type { Jurisdiction, Procedure, Term } from './procedure.ts'

const day = z.string().refine(isCalendarDate, 'is no day of the calendar')
const cite = z.strictObject({ source: z.string(), article: z.string().optional() })
const term = {
  business_days: z.number().int().positive().optional(),
  days: z.number().int().positive().optional(),
  cite,
}
const oneTerm = (read: { readonly business_days?: unknown; readonly days?: unknown }): boolean =>
  (read.business_days === undefined) !== (read.days === undefined)
const oneTermOnly = 'says either days or business_days'

const schema = z.strictObject({
  procedure: z.string().regex(/^[a-z]+(\.[a-z0-9-]+)+$/),
  version: z.string(),
  jurisdiction: z.string(),
  kind: z.enum([
    'regularization',
    'asylum',
    'visa',
    'family',
    'sponsorship',
    'resettlement',
    'recognition',
    'naturalization',
    'return',
    'documentation',
  ]),
  authority: z.string(),
  title: words,
  sources: z
    .array(
      z.strictObject({
        id: z.string(),
        cite: z.string(),
        url: z.string().optional(),
        retrieved: z.string().optional(),
        status: z.enum(['primary', 'secondary', 'unverified', 'fictional']),
      }),
    )
    .min(1),
  in_force: z.strictObject({ from: day, applications_until: day.optional() }),
  rounding: z.enum(['down', 'up', 'error']),
  conditions: z
    .array(
      z.strictObject({
        id: z.string(),
        feel: z.string(),
        cite: cite,
        fixable: z.enum(['never', 'time', 'action', 'evidence']),
        words,
      }),
    )
    .min(1),
  eligible_when: z.string(),
  closed: z.strictObject({ words, cite }).optional(),
  variants: z.array(z.strictObject({ id: z.string(), when: z.string(), words, cite: cite.optional() })).default([]),
  evidence: z
    .array(
      z.strictObject({
        id: z.string(),
        title: words,
        any_of: z.array(z.string()).min(1),
        required_when: z.string().optional(),
        legalisation: z.enum(['waived', 'required', 'unverified']),
        cite: cite.optional(),
      }),
    )
    .default([]),
  fee: z
    .strictObject({
      amount: z.strictObject({ minor: z.number().int(), currency: z.string(), digits: z.number().int() }),
      exempt_when: z.string().optional(),
      exempt_words: words.optional(),
      cite,
    })
    .optional(),
  decide_within: z.strictObject(term).refine(oneTerm, oneTermOnly).optional(),
  appeal: z
    .strictObject({ ...term, how: words })
    .refine(oneTerm, oneTermOnly)
    .optional(),
  issues: z
    .strictObject({
      kind: z.string(),
      may_work: z.boolean(),
      years: z.number().int().positive().optional(),
      until: day.optional(),
    })
    .refine((read) => (read.years === undefined) !== (read.until === undefined), 'says either years or until')
    .optional(),
  translations: z.strictObject({ read_by_native: z.array(z.string()) }),
  cases: z
    .array(
      z.strictObject({
        name: z.string(),
        today: day,
        facts: z.record(z.string(), z.unknown()),
        expect: z.strictObject({
          answer: z.enum(['yes', 'no', 'unknown']),
          failed: z.array(z.string()).optional(),
          from: z.string().optional(),
          window: z.string().optional(),
          bring: z.array(z.string()).optional(),
          free: z.enum(['yes', 'no', 'unknown']).optional(),
        }),
      }),
    )
    .min(6, 'needs at least six worked cases'),
})

type Read = z.output<typeof schema>
type Place = readonly (string | number)[]

/** Reads a procedure: its shape, its sources, its expressions. Every fault comes with file, line and column; with any, nothing starts. */
export function parseProcedure(
  text: string,
  file: string,
  { catalogue, papers }: { readonly catalogue: Catalogue; readonly papers: readonly string[] },
): Parsed<Procedure> {
  const yaml = readYaml(text, file)
  if (!yaml.ok) return yaml
  const read = readSchema(schema, yaml.value)
  if (!read.ok) return read
  const faults: DataFault[] = []
  const raw = read.value
  const fault = (path: Place, code: string, message: string): void =>
    void faults.push({ file, ...yaml.value.at(path), code, message })
  const compile = (feel: string, path: Place, locals: Readonly<Record<string, 'boolean'>> = {}): Expression | undefined => {
    const compiled = compileExpression({ feel, catalogue, expects: 'boolean', locals, rounding: raw.rounding })
    if (compiled.ok) return compiled.value
    const start = yaml.value.textAt(path)
    for (const one of compiled.faults) {
      const nearest = one.nearest === undefined ? {} : { nearest: one.nearest }
      faults.push({
        file,
        line: start.line + one.line - 1,
        column: one.line === 1 ? start.column + one.column - 1 : one.column,
        code: one.code,
        message: `${one.message}${one.nearest === undefined ? '' : `; did you mean ${one.nearest}?`}`,
        ...nearest,
      })
    }
    return undefined
  }
  const sources = new Map(raw.sources.map((source) => [source.id, source]))
  const cited = (source: string, path: Place): void => {
    if (!sources.has(source)) fault(path, 'unknown-source', `${source} is not among the sources: a condition needs a source`)
  }
  for (const [at, condition] of raw.conditions.entries()) cited(condition.cite.source, ['conditions', at, 'cite'])
  for (const [at, { any_of: accepted }] of raw.evidence.entries())
    for (const [index, paper] of accepted.entries())
      if (!papers.includes(paper))
        fault(['evidence', at, 'any_of', index], 'unknown-paper', `no kind of evidence is called ${paper}`)
  for (const part of ['variants', 'evidence'] as const)
    for (const [at, one] of raw[part].entries()) if (one.cite !== undefined) cited(one.cite.source, [part, at, 'cite'])
  for (const [name, part] of [
    ['closed', raw.closed],
    ['fee', raw.fee],
    ['decide_within', raw.decide_within],
    ['appeal', raw.appeal],
  ] as const)
    if (part !== undefined) cited(part.cite.source, [name, 'cite'])
  const until = raw.in_force.applications_until
  if (until !== undefined && until < raw.in_force.from)
    fault(['in_force', 'applications_until'], 'never-open', 'the window closes before it opens')
  const conditions = raw.conditions.flatMap((condition, at): readonly Condition[] => {
    const expression = compile(condition.feel, ['conditions', at, 'feel'])
    return expression === undefined
      ? []
      : [{ id: condition.id, expression, cite: condition.cite.source, fixable: condition.fixable }]
  })
  const ids = Object.fromEntries(raw.conditions.map((condition) => [condition.id, 'boolean' as const]))
  const eligibleWhen =
    raw.eligible_when === 'all' || raw.eligible_when === 'any'
      ? raw.eligible_when
      : compile(raw.eligible_when, ['eligible_when'], ids)
  const optional = (feel: string | undefined, path: Place): Expression | undefined =>
    feel === undefined ? undefined : compile(feel, path)
  const procedure = build(raw, {
    file,
    lineOfCase: (at) => yaml.value.at(['cases', at]).line,
    conditions,
    eligibleWhen: eligibleWhen ?? 'all',
    sources,
    variants: raw.variants.flatMap((variant, at) => {
      const when = compile(variant.when, ['variants', at, 'when'])
      return when === undefined ? [] : [{ id: variant.id, when, words: variant.words, cite: variant.cite }]
    }),
    evidence: raw.evidence.map((one, at) => ({
      id: one.id,
      title: one.title,
      anyOf: one.any_of,
      requiredWhen: optional(one.required_when, ['evidence', at, 'required_when']),
      legalisation: one.legalisation,
      cite: one.cite,
    })),
    exemptWhen: optional(raw.fee?.exempt_when, ['fee', 'exempt_when']),
  })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: procedure }
}

type Compiled = Pick<Procedure, 'file' | 'variants' | 'evidence' | 'sources'> & {
  readonly lineOfCase: (at: number) => number
  readonly conditions: readonly Condition[]
  readonly eligibleWhen: 'all' | 'any' | Expression
  readonly exemptWhen: Expression | undefined
}

function build(raw: Read, compiled: Compiled): Procedure {
  const from = dayOf(raw.in_force.from)
  const until = raw.in_force.applications_until === undefined ? undefined : dayOf(raw.in_force.applications_until)
  return {
    file: compiled.file,
    id: raw.procedure,
    version: raw.version,
    jurisdiction: raw.jurisdiction,
    kind: raw.kind,
    authority: raw.authority,
    title: raw.title,
    sources: compiled.sources,
    inForce: { from, until },
    conditions: raw.conditions.map(({ id, words: text, cite: source }) => ({ id, words: text, cite: source })),
    ruleset: {
      id: raw.procedure,
      conditions: compiled.conditions,
      eligibleWhen: compiled.eligibleWhen,
      window: { opens: from, ...(until === undefined ? {} : { closes: until }) },
    },
    variants: compiled.variants,
    evidence: compiled.evidence,
    fee:
      raw.fee === undefined
        ? undefined
        : { amount: raw.fee.amount, exemptWhen: compiled.exemptWhen, exemptWords: raw.fee.exempt_words, cite: raw.fee.cite },
    closed: raw.closed,
    decideWithin: raw.decide_within === undefined ? undefined : termOf(raw.decide_within),
    appeal: raw.appeal === undefined ? undefined : { ...termOf(raw.appeal), how: raw.appeal.how },
    issues: issuesOf(raw.issues),
    cases: raw.cases.map((one, at) => ({ ...one, today: dayOf(one.today), line: compiled.lineOfCase(at) })),
  }
}

function termOf(read: NonNullable<Read['decide_within']>): Term {
  return read.days === undefined
    ? { count: read.business_days ?? 0, unit: 'business_days', cite: read.cite }
    : { count: read.days, unit: 'days', cite: read.cite }
}

function issuesOf(read: Read['issues']): Procedure['issues'] {
  if (read === undefined) return undefined
  const valid = read.until === undefined ? { years: read.years ?? 0 } : { until: dayOf(read.until) }
  return { kind: read.kind, mayWork: read.may_work, valid }
}

function dayOf(text: string): CalendarDate {
  return calendarDate(text)
}

const jurisdictionSchema = z.strictObject({
  id: z.string(),
  name: words,
  time_zone: z.string(),
  fictional: z.boolean(),
  country: z.string(),
  holidays: z.strictObject({ country: z.string().optional(), fixed: z.array(z.string().regex(/^\d\d-\d\d$/)).optional() }),
  contact: z.strictObject({ text: words, status: z.string() }),
  asylum: z.strictObject({ text: words, status: z.string() }),
})

export function parseJurisdiction(
  text: string,
  file: string,
  { countries }: { readonly countries: readonly string[] },
): Parsed<Jurisdiction> {
  const yaml = readYaml(text, file)
  if (!yaml.ok) return yaml
  const read = readSchema(jurisdictionSchema, yaml.value)
  if (!read.ok) return read
  if (!countries.includes(read.value.country)) {
    const message = `${read.value.country} is not in the list of countries`
    return { ok: false, faults: [{ file, ...yaml.value.at(['country']), code: 'unknown-country', message }] }
  }
  return { ok: true, value: { ...read.value, timeZone: read.value.time_zone } }
}
