import { readSchema, readYaml, type Catalogue, type CodeLists, type DataFault, type Parsed } from '@convive/facts'
import { calendarDate, type CalendarDate } from '@convive/kernel'
import { compileExpression, lintRuleset, type Condition, type Expression } from '@convive/rules'
import type { Follows } from '../is-due.ts'
import { checkReferences } from './check-references.ts'
import { procedureFile, type ProcedureFile } from './procedure-file.ts'
import type { Deadline, Procedure, Term } from './procedure.ts'

type Place = readonly (string | number)[]

/** Reads a procedure: its shape, its sources, its expressions. Every fault comes with file, line and column; with any, nothing starts. */
export function parseProcedure(
  text: string,
  file: string,
  { catalogue, lists }: { readonly catalogue: Catalogue; readonly lists: CodeLists },
): Parsed<Procedure> {
  const yaml = readYaml(text, file)
  if (!yaml.ok) return yaml
  const read = readSchema(procedureFile, yaml.value)
  if (!read.ok) return read
  const faults: DataFault[] = []
  const raw = read.value
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
        message: asked(one.message, one.nearest),
        ...nearest,
      })
    }
    return undefined
  }
  const sources = new Map(raw.sources.map((source) => [source.id, source]))
  for (const { path, key, code, message, nearest } of checkReferences(raw, { catalogue, lists })) {
    const place = key === true ? yaml.value.at(path) : yaml.value.textAt(path)
    faults.push({ file, ...place, code, message: asked(message, nearest), ...(nearest === undefined ? {} : { nearest }) })
  }
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
    placeOf: (path) => yaml.value.textAt(path),
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
      waivedWhen: optional(one.waived_when, ['evidence', at, 'waived_when']),
      cite: one.cite,
    })),
    fees: raw.fees.map((one, at) => ({
      id: one.id,
      title: one.title,
      amount: one.amount,
      when: optional(one.when, ['fees', at, 'when']),
      exemptWhen: optional(one.exempt_when, ['fees', at, 'exempt_when']),
      exemptWords: one.exempt_words,
      cite: one.cite,
    })),
    changeable: changeableIn(conditions, catalogue),
  })
  const facts = factsOf(procedure)
  for (const id of Object.keys(raw.assurance))
    if (!facts.includes(id))
      faults.push({ file, ...yaml.value.at(['assurance', id]), code: 'unknown-fact', message: `nothing here reads ${id}` })
  if (faults.length > 0) return { ok: false, faults }
  for (const { code, conditions: ids, message } of lintRuleset(procedure.ruleset, procedure.inForce.from)) {
    const at = raw.conditions.findIndex((condition) => condition.id === ids.at(-1))
    faults.push({ file, ...yaml.value.textAt(at === -1 ? ['conditions'] : ['conditions', at, 'feel']), code, message })
  }
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: { ...procedure, facts, follows: followsIn(facts, catalogue) } }
}

function asked(message: string, nearest: string | undefined): string {
  return nearest === undefined ? message : `${message.replace(`; the nearest name is ${nearest}`, '')}; did you mean ${nearest}?`
}

function followsIn(facts: readonly string[], catalogue: Catalogue): Follows {
  return Object.fromEntries(
    facts.flatMap((fact): readonly (readonly [string, string])[] => {
      const before = catalogue.get(fact)?.follows
      return before === undefined ? [] : [[fact, before]]
    }),
  )
}

type Compiled = Pick<Procedure, 'file' | 'variants' | 'evidence' | 'fees' | 'sources' | 'changeable'> & {
  readonly placeOf: (path: Place) => { readonly line: number; readonly column: number }
  readonly conditions: readonly Condition[]
  readonly eligibleWhen: 'all' | 'any' | Expression
}

function factsOf(procedure: Omit<Procedure, 'facts' | 'follows'>): readonly string[] {
  const parts = [
    ...procedure.ruleset.conditions.map((one) => one.expression),
    ...procedure.variants.map((one) => one.when),
    ...procedure.evidence.flatMap((one) => [one.requiredWhen, one.waivedWhen]),
    ...procedure.fees.flatMap((one) => [one.when, one.exemptWhen]),
  ]
  return [...new Set(parts.flatMap((one) => one?.facts ?? []))]
}

function changeableIn(conditions: readonly Condition[], catalogue: Catalogue): readonly string[] {
  const read = conditions
    .filter((one) => one.fixable === 'action' || one.fixable === 'evidence')
    .flatMap((one) => one.expression.facts)
  return [...new Set(read)].filter((fact) => catalogue.get(fact)?.ask !== undefined && catalogue.get(fact)?.type !== 'date')
}

function build(raw: ProcedureFile, compiled: Compiled): Omit<Procedure, 'facts' | 'follows'> {
  const from = dayOf(raw.in_force.from)
  const until = raw.in_force.applications_until === undefined ? undefined : dayOf(raw.in_force.applications_until)
  return {
    file: compiled.file,
    id: raw.procedure,
    version: raw.version,
    jurisdiction: raw.jurisdiction,
    kind: raw.kind,
    authority: raw.authority,
    offered: raw.offered,
    title: raw.title,
    sources: compiled.sources,
    inForce: { from, until },
    conditions: raw.conditions.map(({ id, words: text, cite: source }, at) => ({
      id,
      words: text,
      cite: source,
      place: compiled.placeOf(['conditions', at, 'feel']),
    })),
    ruleset: {
      id: raw.procedure,
      conditions: compiled.conditions,
      eligibleWhen: compiled.eligibleWhen,
      window: { opens: from, ...(until === undefined ? {} : { closes: until }) },
    },
    rounding: raw.rounding,
    changeable: compiled.changeable,
    variants: compiled.variants,
    evidence: compiled.evidence,
    assurance: raw.assurance,
    fees: compiled.fees,
    closed: raw.closed,
    deadlines: raw.deadlines.map(deadlineFrom),
    issues: issuesOf(raw.issues),
    places: { eligibleWhen: compiled.placeOf(['eligible_when']), inForce: compiled.placeOf(['in_force']) },
    cases: raw.cases.map((one, at) => ({ ...one, today: dayOf(one.today), ...compiled.placeOf(['cases', at, 'name']) })),
    written: raw,
  }
}

function deadlineFrom(read: ProcedureFile['deadlines'][number]): Deadline {
  const { id, binds, after, words, cite } = read
  const step = steps.find((one) => one === after)
  return {
    ...termOf(read),
    id,
    binds,
    after: step === undefined ? { fact: after } : { step },
    stopsOn: read.stops_on,
    onExpiry: read.on_expiry,
    words,
    cite,
  }
}

const steps = ['submitted', 'told', 'issued'] as const

function termOf({ days, months, business_days: business }: ProcedureFile['deadlines'][number]): Term {
  if (days !== undefined) return { count: days, unit: 'days' }
  return months === undefined ? { count: business ?? 0, unit: 'business_days' } : { count: months, unit: 'months' }
}

function issuesOf(read: ProcedureFile['issues']): Procedure['issues'] {
  if (read === undefined) return undefined
  const { kind, may_work: mayWork, renewable } = read
  return {
    kind,
    mayWork,
    valid: validOf(read),
    renewable: renewable && { daysBefore: renewable.days_before, cite: renewable.cite },
  }
}

function validOf({ until, years = 0, months = 0, unlimited }: NonNullable<ProcedureFile['issues']>) {
  if (unlimited === true) return 'unlimited'
  return until === undefined ? { months: months + years * 12 } : { until: dayOf(until) }
}

function dayOf(text: string): CalendarDate {
  return calendarDate(text)
}
