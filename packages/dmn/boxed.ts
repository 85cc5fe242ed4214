import {
  anyType,
  bounded,
  callFunction,
  contextOf,
  isFunction,
  namesWithin,
  problem,
  scopeWithin,
  spelled,
  type Environment,
  type FunctionValue,
  type Value,
} from '@convive/feel'
import { boxedFilter, boxedIterator } from './boxed-iteration.ts'
import { decisionTable } from './decision-table.ts'
import { feelLogic, held, textWithin, type Logic, type Site } from './logic.ts'
import { typeNamed } from './model-types.ts'
import { child, children, type XmlNode } from './xml-tree.ts'

const boxes = new Set(
  'literalExpression decisionTable context list relation invocation functionDefinition conditional filter for some every'.split(
    ' ',
  ),
)

export function boxIn(node: XmlNode | undefined): XmlNode | undefined {
  return node?.children.find(({ name }) => boxes.has(name))
}

const boxesIn = (node: XmlNode): readonly XmlNode[] => node.children.filter(({ name }) => boxes.has(name))

/** The same environment with more values in scope. */
export function within(environment: Environment, own: ReadonlyMap<string, Value>): Environment {
  return { ...environment, scope: scopeWithin(environment.scope, own) }
}

/** The same place in a model with more names in scope. */
export function naming(site: Site, names: Iterable<string>): Site {
  return { ...site, names: namesWithin(site.names, names) }
}

/** A boxed expression (DMN 1.5, 7.3), made ready once. */
export function boxed(node: XmlNode | undefined, site: Site): Logic {
  if (node === undefined) return ({ run }) => problem(run, 'there is no logic')
  const work = unboxed(node, site)
  const fit = held(node.attributes['typeRef'], site.frame)
  return (environment) => {
    const { left } = environment.run
    if (left.depth <= 0) return problem(environment.run, 'calls are nested too deep')
    left.depth -= 5
    const value = fit(bounded(work(environment), environment.run), environment)
    left.depth += 5
    return value
  }
}

function unboxed(node: XmlNode, site: Site): Logic {
  switch (node.name) {
    case 'literalExpression':
      return feelLogic(textWithin(node), site)
    case 'decisionTable':
      return decisionTable(node, site)
    case 'context':
      return boxedContext(node, site)
    case 'list': {
      const items = boxesIn(node).map((item) => boxed(item, site))
      return (environment) => items.map((item) => item(environment))
    }
    case 'relation':
      return relation(node, site)
    case 'invocation':
      return invocation(node, site)
    case 'functionDefinition': {
      const made = functionOf(node, '', site)
      return made
    }
    case 'conditional':
      return conditional(node, site)
    case 'filter':
      return boxedFilter(boxed(boxIn(child(node, 'in')), site), boxed(boxIn(child(node, 'match')), naming(site, ['item'])))
    case 'for':
    case 'some':
    case 'every':
      return iteration(node, node.name, site)
    default:
      return ({ run }) => problem(run, `unknown boxed expression ${node.name}`)
  }
}

function conditional(node: XmlNode, site: Site): Logic {
  const [condition, then, otherwise] = ['if', 'then', 'else'].map((name) => boxed(boxIn(child(node, name)), site))
  return (environment) => {
    const value = condition?.(environment) ?? null
    if (value !== null && typeof value !== 'boolean') return problem(environment.run, 'the condition is no truth value')
    return (value === true ? then : otherwise)?.(environment) ?? null
  }
}

function relation(node: XmlNode, site: Site): Logic {
  const columns = children(node, 'column').map(({ attributes }) => attributes['name'] ?? '')
  const rows = children(node, 'row').map((row) => boxesIn(row).map((cell) => boxed(cell, site)))
  return (environment) =>
    rows.map((cells) => contextOf(cells.map((cell, at): [string, Value] => [columns[at] ?? '', cell(environment)])))
}

/** The last entry may have no name: then its value is that of the whole. */
function boxedContext(node: XmlNode, site: Site): Logic {
  const names: string[] = []
  const entries = children(node, 'contextEntry').map((entry) => {
    const variable = child(entry, 'variable')
    const name = variable?.attributes['name'] ?? ''
    const made = { result: variable === undefined, name, fit: held(variable?.attributes['typeRef'], site.frame) }
    const logic = boxed(boxIn(entry), naming(site, names))
    if (variable !== undefined) names.push(name)
    return { ...made, logic }
  })
  return (environment) => {
    const known = new Map<string, Value>()
    const inside = within(environment, known)
    const values = new Map<string, Value>()
    for (const { result, name, logic, fit } of entries) {
      const value = logic(inside)
      if (result) return value
      const fitting = fit(value, environment)
      known.set(spelled(name), fitting)
      values.set(name, fitting)
    }
    return contextOf(values)
  }
}

function invocation(node: XmlNode, site: Site): Logic {
  const callee = boxed(boxIn(node), site)
  const bindings = children(node, 'binding').map((binding) => ({
    name: child(binding, 'parameter')?.attributes['name'] ?? '',
    logic: boxed(boxIn(binding), site),
  }))
  return (environment) => {
    const { run } = environment
    const called = callee(environment)
    if (!isFunction(called)) return problem(run, 'what is invoked is no function')
    const given = bindings.map(({ name, logic }) => ({ name, value: logic(environment) }))
    return callFunction(called, given, run, site.frame.types)
  }
}

/** A boxed function, or the logic of a business knowledge model. */
export function functionOf(node: XmlNode, name: string, site: Site): (environment: Environment) => FunctionValue {
  const parameters = children(node, 'formalParameter').map(({ attributes }) => ({
    name: spelled(attributes['name'] ?? ''),
    type: typeNamed(attributes['typeRef'], site.frame.types) ?? anyType,
  }))
  const kind = node.attributes['kind'] ?? 'FEEL'
  const names = parameters.map((one) => one.name)
  const body = kind === 'FEEL' ? boxed(boxIn(node), naming(site, names)) : undefined
  return (environment) => ({
    kind: 'function',
    name,
    signatures: [parameters],
    call(given, run) {
      if (body === undefined) return problem(run, 'external functions are not called')
      const own = new Map(names.map((one, at): [string, Value] => [one, given[at] ?? null]))
      return body(within({ ...environment, run }, own))
    },
  })
}

function iteration(node: XmlNode, kind: 'for' | 'some' | 'every', site: Site): Logic {
  const name = spelled(node.attributes['iteratorVariable'] ?? '')
  const inside = naming(site, [name, 'partial'])
  const body = boxed(boxIn(child(node, kind === 'for' ? 'return' : 'satisfies')), inside)
  return boxedIterator(kind, { name, over: boxed(boxIn(child(node, 'in')), site), body })
}
