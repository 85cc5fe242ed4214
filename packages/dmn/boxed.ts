import {
  anyType,
  callFunction,
  coerced,
  contextOf,
  evaluate,
  isFunction,
  isList,
  problem,
  readFeel,
  scopeWithin,
  spelled,
  withPartial,
  type Environment,
  type FunctionValue,
  type Value,
} from '@convive/feel'
import { decisionTable } from './decision-table.ts'
import type { Model } from './model.ts'
import { typeNamed } from './model-types.ts'
import { child, children, type XmlNode } from './xml-tree.ts'

const boxes = new Set(
  'literalExpression decisionTable context list relation invocation functionDefinition conditional filter for some every'.split(
    ' ',
  ),
)

/** What is worked out, in a model and a scope. */
export type Place = { readonly model: Model; readonly environment: Environment }

export function boxIn(node: XmlNode | undefined): XmlNode | undefined {
  return node?.children.find(({ name }) => boxes.has(name))
}

export function within(place: Place, own: ReadonlyMap<string, Value>): Place {
  return { ...place, environment: { ...place.environment, scope: scopeWithin(place.environment.scope, own) } }
}

/** The value of a text of FEEL in a model; a text that cannot be read is null and a problem. */
export function feelIn(text: string, { model, environment }: Place): Value {
  const read = readFeel(text, model.names)
  if (read.ok) return evaluate(read.value, environment)
  const { line, column, message, word } = read.fault
  return problem(environment.run, `${message} (line ${line}, column ${column}, at ${word})`)
}

/** Holds a value to the type that the model gives it: what does not fit is null (DMN 1.5, 10.3.2.9.4). */
export function typed(value: Value, typeRef: string | undefined, { model, environment }: Place): Value {
  const type = typeNamed(typeRef)
  if (type === undefined) return value
  const fitting = coerced(value, type, model.types)
  return fitting === undefined ? problem(environment.run, `the value is not of the type ${typeRef}`) : fitting
}

/** The value of a boxed expression (DMN 1.5, 7.3). */
export function boxed(node: XmlNode | undefined, place: Place): Value {
  const { run } = place.environment
  if (node === undefined) return problem(run, 'there is no logic')
  if (run.left.depth <= 0) return problem(run, 'calls are nested too deep')
  run.left.depth -= 5
  const value = typed(unboxed(node, place), node.attributes['typeRef'], place)
  run.left.depth += 5
  return value
}

function unboxed(node: XmlNode, place: Place): Value {
  const part = (name: string): Value => boxed(boxIn(child(node, name)), place)
  switch (node.name) {
    case 'literalExpression':
      return feelIn(child(node, 'text')?.text ?? '', place)
    case 'decisionTable':
      return decisionTable(node, place)
    case 'context':
      return boxedContext(node, place)
    case 'list':
      return node.children.filter(({ name }) => boxes.has(name)).map((item) => boxed(item, place))
    case 'relation': {
      const columns = children(node, 'column').map(({ attributes }) => attributes['name'] ?? '')
      return children(node, 'row').map((row) => {
        const cells = row.children.filter(({ name }) => boxes.has(name))
        return contextOf(cells.map((cell, at) => [columns[at] ?? '', boxed(cell, place)]))
      })
    }
    case 'invocation':
      return invocation(node, place)
    case 'functionDefinition':
      return functionOf(node, { place, name: '' })
    case 'conditional':
      return boxedConditional(node, part('if'), place)
    case 'filter':
      return boxedFilter(part('in'), boxIn(child(node, 'match')), place)
    case 'for':
    case 'some':
    case 'every':
      return iterator(node, part('in'), place)
    default:
      return problem(place.environment.run, `unknown boxed expression ${node.name}`)
  }
}

function boxedConditional(node: XmlNode, condition: Value, place: Place): Value {
  if (condition !== null && typeof condition !== 'boolean')
    return problem(place.environment.run, 'the condition is no truth value')
  return boxed(boxIn(child(node, condition === true ? 'then' : 'else')), place)
}

/** The last entry may have no name: then its value is that of the whole. */
function boxedContext(node: XmlNode, place: Place): Value {
  const known = new Map<string, Value>()
  const inside = within(place, known)
  const entries = new Map<string, Value>()
  for (const entry of children(node, 'contextEntry')) {
    const variable = child(entry, 'variable')
    const value = boxed(boxIn(entry), inside)
    if (variable === undefined) return value
    const name = variable.attributes['name'] ?? ''
    const held = typed(value, variable.attributes['typeRef'], place)
    known.set(spelled(name), held)
    entries.set(name, held)
  }
  return contextOf(entries)
}

function invocation(node: XmlNode, place: Place): Value {
  const called = boxed(boxIn(node), place)
  if (!isFunction(called)) return problem(place.environment.run, 'what is invoked is no function')
  const given = children(node, 'binding').map((binding) => ({
    name: child(binding, 'parameter')?.attributes['name'] ?? '',
    value: boxed(boxIn(binding), place),
  }))
  return callFunction(called, given, place.environment.run, place.model.types)
}

/** A boxed function, or the logic of a business knowledge model. */
export function functionOf(node: XmlNode, { place, name }: { readonly place: Place; readonly name: string }): FunctionValue {
  const parameters = children(node, 'formalParameter').map(({ attributes }) => ({
    name: spelled(attributes['name'] ?? ''),
    type: typeNamed(attributes['typeRef']) ?? anyType,
  }))
  const kind = node.attributes['kind'] ?? 'FEEL'
  return {
    kind: 'function',
    name,
    signatures: [parameters],
    call(given, run) {
      if (kind !== 'FEEL') return problem(run, 'external functions are not called')
      const own = new Map(parameters.map((one, at): [string, Value] => [one.name, given[at] ?? null]))
      const inside = within({ ...place, environment: { ...place.environment, run } }, own)
      return boxed(boxIn(node), inside)
    },
  }
}

function boxedFilter(list: Value, match: XmlNode | undefined, place: Place): Value {
  const items = isList(list) ? list : list === null ? [] : [list]
  return items.filter((item) => {
    const parts = typeof item === 'object' && item !== null && 'kind' in item && item.kind === 'context' ? item.entries : []
    return boxed(match, within(place, new Map([['item', item], ...parts]))) === true
  })
}

function iterator(node: XmlNode, over: Value, place: Place): Value {
  const name = spelled(node.attributes['iteratorVariable'] ?? '')
  const body = boxIn(child(node, node.name === 'for' ? 'return' : 'satisfies'))
  const items = isList(over) ? over : over === null ? undefined : [over]
  if (items === undefined) return problem(place.environment.run, 'there is no list to walk through')
  const results: Value[] = []
  for (const item of items) {
    const inside = within(place, new Map([[name, item]]))
    const scope = withPartial(inside.environment.scope, results, inside.environment.run)
    results.push(boxed(body, { ...inside, environment: { ...inside.environment, scope } }))
  }
  if (node.name === 'for') return results
  const ending = node.name === 'some'
  if (!results.every((one) => one === null || typeof one === 'boolean'))
    return problem(place.environment.run, 'what must be satisfied is no truth value')
  return results.includes(ending) ? ending : results.every((one) => typeof one === 'boolean') ? !ending : null
}
