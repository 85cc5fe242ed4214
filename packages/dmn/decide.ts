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
  type Environment,
  type FunctionValue,
  type Problem,
  type Run,
  type Value,
} from '@convive/feel'
import type { Element } from './elements.ts'
import { held, heldTo } from './logic.ts'
import type { Model } from './model.ts'
import { typeNamed } from './model-types.ts'

export type Input = { readonly name: string; readonly namespace?: string; readonly value: Value }

/** One evaluation of a model: what was given, what was already worked out, and what is being worked out. */
type Session = {
  readonly given: readonly Input[]
  /** Values that stand in for elements, when a decision service is called. */
  readonly fixed: ReadonlyMap<Element, Value>
  readonly known: Map<Element, Value>
  readonly open: Set<Element>
  readonly run: Run
}

export type Outcome = { readonly value: Value; readonly problems: readonly Problem[] }
type Asked = { readonly given: readonly Input[]; readonly now: Run['now'] }

function openSession({ given, now }: Asked): Session {
  return { given, fixed: new Map(), known: new Map(), open: new Set(), run: openRun(now) }
}

/** The value of an input, decision, knowledge model or decision service by its name; null and a problem where there is none. */
export function decideModel(model: Model, name: string, asked: Asked): Outcome {
  const session = openSession(asked)
  const { run } = session
  const element = model.all.find((one) => one.name === name)
  const value = element === undefined ? problem(run, `the model has no ${name}`) : valueOf(element, session)
  return { value, problems: run.problems }
}

/** The outputs of a decision service that is given its inputs by name; `output` picks one of several. */
export function decideService(model: Model, name: string, asked: Asked & { readonly output: string }): Outcome {
  const session = openSession(asked)
  const { run } = session
  const service = model.all.find((one) => one.kind === 'decisionService' && one.name === name)
  if (service === undefined) return { value: problem(run, `the model has no service ${name}`), problems: run.problems }
  const values = service.inputs.map((input) => {
    const given = asked.given.find((one) => one.name === input.name)
    const value = given === undefined ? problem(run, `the input ${input.name} of the service is missing`) : given.value
    return held(input.typeRef, input.frame)(value, environmentOf(input, session, new Map()))
  })
  const result = serviceOf(service, session).call(values, run)
  const several = service.outputs.length > 1
  return { value: several && isContext(result) ? (result.entries.get(asked.output) ?? null) : result, problems: run.problems }
}

function environmentOf({ frame }: Element, { run }: Session, own: ReadonlyMap<string, Value>): Environment {
  return { scope: scopeWithin(scopeWithin(undefined, builtInFunctions), own), types: frame.types, run, evaluate }
}

function valueOf(element: Element, session: Session): Value {
  const known = session.fixed.get(element) ?? session.known.get(element)
  if (known !== undefined || session.fixed.has(element)) return known ?? null
  if (session.open.has(element)) return problem(session.run, `${element.name} needs itself`)
  const { left } = session.run
  if (left.depth <= 0) return problem(session.run, 'calls are nested too deep')
  session.open.add(element)
  left.depth -= 5
  const value = workedOut(element, session)
  left.depth += 5
  session.open.delete(element)
  session.known.set(element, value)
  return value
}

function workedOut(element: Element, session: Session): Value {
  const fit = held(element.typeRef, element.frame)
  switch (element.kind) {
    case 'inputData':
      return fit(inputValue(element, session), environmentOf(element, session, new Map()))
    case 'decision': {
      const environment = environmentOf(element, session, required(element, session))
      return fit(element.logic?.(environment) ?? null, environment)
    }
    case 'businessKnowledgeModel':
      return knowledge(element, session)
    case 'decisionService':
      return serviceOf(element, session)
  }
}

function inputValue({ name, frame }: Element, { given, run }: Session): Value {
  const named = given.filter((one) => one.name === name)
  const found =
    named.find(({ namespace }) => namespace === frame.namespace) ?? named.find(({ namespace }) => namespace === undefined)
  return found === undefined ? problem(run, `no value for ${name}`) : found.value
}

function knowledge(element: Element, session: Session): Value {
  if (element.knowledge === undefined) return problem(session.run, 'the knowledge model has no logic')
  const own = new Map<string, Value>()
  const environment = environmentOf(element, session, own)
  const made = element.knowledge(environment)
  own.set(spelled(element.name), made)
  const others = { ...element, needs: element.needs.filter((need) => need.element !== element) }
  for (const [name, value] of required(others, session)) own.set(name, value)
  const { typeRef, frame } = element
  if (typeRef === undefined || frame.types.find(typeRef)?.type.kind === 'function') return made
  const fit = held(typeRef, frame)
  return { ...made, call: (given, run) => fit(made.call(given, run), { ...environment, run }) }
}

/** The values an element needs, by name; those of an imported model stand in a context with the name of the import. */
function required({ needs, dangling }: Element, session: Session): ReadonlyMap<string, Value> {
  const own = new Map<string, Value>()
  for (const href of dangling) problem(session.run, `nothing has the id ${href}`)
  for (const { path, element } of needs) put(own, path, valueOf(element, session))
  return own
}

function put(into: Map<string, Value>, [name = '', ...rest]: readonly string[], value: Value): void {
  if (rest.length === 0) into.set(name, value)
  else if (name === '') put(into, rest, value)
  else {
    const there = into.get(name)
    const inner = new Map(isContext(there) ? there.entries : [])
    put(inner, rest, value)
    into.set(name, contextOf(inner))
  }
}

function serviceOf(service: Element, session: Session): FunctionValue {
  const { inputs, outputs, name } = service
  const environment = environmentOf(service, session, new Map())
  const fit = resultOf(service)
  return {
    kind: 'function',
    name,
    signatures: [
      inputs.map((input) => ({ name: spelled(input.name), type: typeNamed(input.typeRef, input.frame.types) ?? anyType })),
    ],
    call(given, run) {
      const fixed = new Map(inputs.map((input, at): [Element, Value] => [input, given[at] ?? null]))
      const inner: Session = { ...session, fixed, known: new Map(), open: new Set(), run }
      if (run.left.depth <= 0) return problem(run, 'calls are nested too deep')
      run.left.depth -= 20
      const values = outputs.map((output): [string, Value] => [output.name, valueOf(output, inner)])
      run.left.depth += 20
      const result = values.length === 1 ? (values[0]?.[1] ?? null) : contextOf(values)
      return fit(result, { ...environment, run })
    },
  }
}

/** The type of a service may be that of the function or that of its result. */
function resultOf({ typeRef, frame }: Element): (value: Value, environment: Environment) => Value {
  const type = typeRef === undefined ? undefined : frame.types.find(typeRef)?.type
  if (type?.kind !== 'function') return held(typeRef, frame)
  return heldTo(type.result, { types: frame.types, called: 'of its result' })
}
