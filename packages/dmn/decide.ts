import {
  anyType,
  builtInFunctions,
  contextOf,
  evaluate,
  isContext,
  openRun,
  problem,
  scopeWithin,
  spelled,
  type FeelType,
  type FunctionValue,
  type Run,
  type Value,
} from '@convive/feel'
import { boxed, boxIn, functionOf, typed, type Place } from './boxed.ts'
import type { Model } from './model.ts'
import { typeNamed } from './model-types.ts'
import { child, children, type XmlNode } from './xml-tree.ts'

export type Input = { readonly name: string; readonly namespace?: string; readonly value: Value }

/** One evaluation of a model: what was given, what was already worked out, and what is being worked out. */
type Session = {
  readonly given: readonly Input[]
  /** Values that stand in for decisions, when a decision service is called. */
  readonly fixed: ReadonlyMap<XmlNode, Value>
  readonly known: Map<XmlNode, Value>
  readonly open: Set<XmlNode>
  readonly run: Run
}

export type Outcome = { readonly value: Value; readonly problems: Run['problems'] }

/** The value of a decision, knowledge model or decision service by its name. */
export function decideModel(
  model: Model,
  name: string,
  { given, now }: { readonly given: readonly Input[]; readonly now: Run['now'] },
): Outcome {
  const run = openRun(now)
  const session: Session = { given, fixed: new Map(), known: new Map(), open: new Set(), run }
  const element = model.root.children.find((node) => elements.has(node.name) && node.attributes['name'] === name)
  const value = element === undefined ? problem(run, `the model has no ${name}`) : valueOf(element, model, session)
  return { value, problems: run.problems }
}

/** The outputs of a decision service that is given its inputs by name. */
export function decideService(
  model: Model,
  name: string,
  { given, now, output }: { readonly given: readonly Input[]; readonly now: Run['now']; readonly output: string },
): Outcome {
  const run = openRun(now)
  const session: Session = { given, fixed: new Map(), known: new Map(), open: new Set(), run }
  const service = model.root.children.find((node) => node.name === 'decisionService' && node.attributes['name'] === name)
  if (service === undefined) return { value: problem(run, `the model has no service ${name}`), problems: run.problems }
  const called = serviceOf(service, model, session)
  const values = inputsOf(service, model).map((input) => given.find((one) => one.name === input.name)?.value)
  if (values.some((value) => value === undefined)) problem(run, 'an input of the service is missing')
  const fitting = values.map((value, at) => typedFor(value ?? null, inputsOf(service, model)[at], { model, run }))
  const result = called.call(fitting, run)
  const several = children(service, 'outputDecision').length > 1
  return { value: several && isContext(result) ? (result.entries.get(output) ?? null) : result, problems: run.problems }
}

const elements = new Set(['decision', 'inputData', 'businessKnowledgeModel', 'decisionService'])

function placeOf(model: Model, session: Session, own: ReadonlyMap<string, Value>): Place {
  const scope = scopeWithin(scopeWithin(undefined, builtInFunctions), own)
  return { model, environment: { scope, types: model.types, run: session.run, evaluate } }
}

const typeRefOf = (node: XmlNode): string | undefined => child(node, 'variable')?.attributes['typeRef']

function valueOf(node: XmlNode, model: Model, session: Session): Value {
  const known = session.fixed.get(node) ?? session.known.get(node)
  if (known !== undefined || session.fixed.has(node)) return known ?? null
  if (session.open.has(node)) return problem(session.run, `${node.attributes['name']} needs itself`)
  session.open.add(node)
  const value = workedOut(node, model, session)
  session.open.delete(node)
  session.known.set(node, value)
  return value
}

function workedOut(node: XmlNode, model: Model, session: Session): Value {
  switch (node.name) {
    case 'inputData':
      return inputValue(node, model, session)
    case 'decision': {
      const place = placeOf(model, session, required(node, model, session))
      return typed(boxed(boxIn(node), place), typeRefOf(node), place)
    }
    case 'businessKnowledgeModel':
      return knowledge(node, model, session)
    default:
      return serviceOf(node, model, session)
  }
}

function inputValue(node: XmlNode, model: Model, session: Session): Value {
  const named = session.given.filter(({ name }) => name === node.attributes['name'])
  const given =
    named.find(({ namespace }) => namespace === model.namespace) ?? named.find(({ namespace }) => namespace === undefined)
  if (given === undefined) return problem(session.run, `no value for ${node.attributes['name']}`)
  return typed(given.value, typeRefOf(node), placeOf(model, session, new Map()))
}

function knowledge(node: XmlNode, model: Model, session: Session): Value {
  const logic = child(node, 'encapsulatedLogic')
  if (logic === undefined) return problem(session.run, 'the knowledge model has no logic')
  const own = new Map<string, Value>()
  const made = functionOf(logic, { place: placeOf(model, session, own), name: node.attributes['name'] ?? '' })
  // A knowledge model may call itself.
  own.set(spelled(node.attributes['name'] ?? ''), made)
  for (const [name, value] of required(node, model, session)) own.set(name, value)
  const type = typeNamed(typeRefOf(node))
  const plain = type !== undefined && model.types.find(typeRefOf(node) ?? '')?.type.kind !== 'function'
  if (!plain) return made
  return {
    ...made,
    call: (given, run) => typed(made.call(given, run), typeRefOf(node), placeOf(model, { ...session, run }, own)),
  }
}

type Found = { readonly node: XmlNode; readonly model: Model; readonly within: readonly string[] }

/** What a reference means: an id of this model, or of one that is imported, behind its namespace. */
function referred(href: string, model: Model, within: readonly string[] = []): Found | undefined {
  const [namespace = '', id = ''] = href.split('#')
  if (namespace === '' || namespace === model.namespace) {
    const node = model.byId.get(id)
    if (node !== undefined) return { node, model, within }
  }
  for (const one of model.imports) {
    const found =
      namespace === one.model.namespace || within.length < 10 ? referred(href, one.model, [...within, one.name]) : undefined
    if (found !== undefined && namespace !== '') return found
  }
  return undefined
}

/** The values an element needs, by name; those of an imported model stand in a context with the name of the import. */
function required(node: XmlNode, model: Model, session: Session): ReadonlyMap<string, Value> {
  const own = new Map<string, Value>()
  const needs = node.children.flatMap((one) => (one.name.endsWith('Requirement') ? one.children : []))
  for (const need of needs) {
    if (!['requiredInput', 'requiredDecision', 'requiredKnowledge'].includes(need.name)) continue
    const found = referred(need.attributes['href'] ?? '', model)
    if (found === undefined) problem(session.run, `nothing has the id ${need.attributes['href']}`)
    else
      put(
        own,
        [...found.within, child(found.node, 'variable')?.attributes['name'] ?? found.node.attributes['name'] ?? ''],
        valueOf(found.node, found.model, session),
      )
  }
  return own
}

function put(into: Map<string, Value>, [first = '', ...rest]: readonly string[], value: Value): void {
  const name = spelled(first)
  if (rest.length === 0) into.set(name, value)
  else if (name === '') put(into, rest, value)
  else {
    const there = into.get(name)
    const inner = new Map(isContext(there) ? there.entries : [])
    put(inner, rest, value)
    into.set(name, contextOf(inner))
  }
}

type ServiceInput = { readonly name: string; readonly node: XmlNode; readonly model: Model }

/** Parameters of a service: its input data, then the decisions that are given from outside. */
function inputsOf(service: XmlNode, model: Model): readonly ServiceInput[] {
  return [...children(service, 'inputData'), ...children(service, 'inputDecision')].flatMap((one) => {
    const found = referred(one.attributes['href'] ?? '', model)
    return found === undefined ? [] : [{ name: found.node.attributes['name'] ?? '', node: found.node, model: found.model }]
  })
}

function typedFor(
  value: Value,
  input: ServiceInput | undefined,
  { model, run }: { readonly model: Model; readonly run: Run },
): Value {
  const session: Session = { given: [], fixed: new Map(), known: new Map(), open: new Set(), run }
  return input === undefined ? value : typed(value, typeRefOf(input.node), placeOf(model, session, new Map()))
}

function serviceOf(service: XmlNode, model: Model, session: Session): FunctionValue {
  const inputs = inputsOf(service, model)
  const outputs = children(service, 'outputDecision').flatMap((one) => referred(one.attributes['href'] ?? '', model) ?? [])
  return {
    kind: 'function',
    name: service.attributes['name'] ?? '',
    signatures: [inputs.map(({ name, node }) => ({ name: spelled(name), type: typeNamed(typeRefOf(node)) ?? anyType }))],
    call(given, run) {
      const fixed = new Map(inputs.map(({ node }, at): [XmlNode, Value] => [node, given[at] ?? null]))
      const inner: Session = { ...session, fixed, known: new Map(), open: new Set(), run }
      if (run.left.depth <= 0) return problem(run, 'calls are nested too deep')
      run.left.depth -= 20
      const values = outputs.map((one): [string, Value] => [
        one.node.attributes['name'] ?? '',
        valueOf(one.node, one.model, inner),
      ])
      run.left.depth += 20
      const result = values.length === 1 ? (values[0]?.[1] ?? null) : contextOf(values)
      return typed(result, functionResult(model, typeRefOf(service)), placeOf(model, inner, new Map()))
    },
  }
}

function resultName(type: FeelType): string | undefined {
  return type.kind === 'simple' || type.kind === 'named' ? type.name : undefined
}

/** The type of a service may be that of the function or that of its result. */
function functionResult(model: Model, typeRef: string | undefined): string | undefined {
  const type = typeRef === undefined ? undefined : model.types.find(typeRef)?.type
  if (type?.kind !== 'function') return typeRef
  return resultName(type.result)
}
