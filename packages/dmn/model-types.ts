import {
  evaluate,
  builtInFunctions,
  builtInNames,
  isList,
  openRun,
  readUnaryTests,
  scopeWithin,
  simpleType,
  anyType,
  type DefinedType,
  type FeelType,
  type KnownNames,
  type Names,
  type Types,
  type Value,
} from '@convive/feel'
import { testsHold } from './unary-tests.ts'
import { child, children, type XmlNode } from './xml-tree.ts'

export type ModelTypes = Types

type Imports = readonly { readonly name: string; readonly model: { readonly types: ModelTypes } }[]

/** The item definitions of a model, and those of its imports behind their name and a full stop (DMN 1.5, 7.3.2). */
export function modelTypes(root: XmlNode, imports: Imports, parts: Names): ModelTypes {
  const names = { scope: builtInNames, parts }
  const known = new Map<string, DefinedType>()
  const types: ModelTypes = {
    find(name) {
      const own = known.get(name)
      if (own !== undefined) return own
      for (const one of imports) {
        if (one.name === '') {
          const found = one.model.types.find(name)
          if (found !== undefined) return found
        } else if (name.startsWith(`${one.name}.`)) return one.model.types.find(name.slice(one.name.length + 1))
      }
      return undefined
    },
  }
  for (const node of children(root, 'itemDefinition')) {
    define(node, node.attributes['name'] ?? '', { known, types, names })
  }
  return types
}

type Place = { readonly known: Map<string, DefinedType>; readonly types: ModelTypes; readonly names: KnownNames }

/** A component may have constraints of its own: it becomes a type named after its place. */
function define(node: XmlNode, name: string, place: Place): FeelType {
  const { known, types, names } = place
  const components = children(node, 'itemComponent')
  const made = (): FeelType => {
    const item = child(node, 'functionItem')
    if (item !== undefined) {
      const parameters = children(item, 'parameters').map((one) => typeNamed(one.attributes['typeRef'], types) ?? anyType)
      return { kind: 'function', parameters, result: typeNamed(item.attributes['outputTypeRef'], types) ?? anyType }
    }
    if (components.length === 0) return typeNamed(child(node, 'typeRef')?.text.trim(), types) ?? anyType
    const entries = components.map((one): [string, FeelType] => {
      const own = one.attributes['name'] ?? ''
      return [own, define(one, `${name}.${own}`, place)]
    })
    return { kind: 'context', entries: new Map(entries) }
  }
  const base = made()
  const collection = node.attributes['isCollection'] === 'true'
  const allowed = constraint(child(node, 'allowedValues'), { types, names })
  const whole = constraint(child(node, 'typeConstraint'), { types, names })
  known.set(name, {
    type: collection ? { kind: 'list', of: base } : base,
    allows(value) {
      const each = collection && isList(value) ? value : [value]
      return each.every(allowed) && whole(value)
    },
  })
  return { kind: 'named', name, home: types }
}

function constraint(
  node: XmlNode | undefined,
  { types, names }: { readonly types: Types; readonly names: KnownNames },
): (value: Value) => boolean {
  const text = node === undefined ? undefined : child(node, 'text')?.text
  if (text === undefined) return () => true
  const read = readUnaryTests(text, names)
  return (value) => {
    const run = openRun({ nanos: 0n, zone: { offset: 0 } })
    return (
      read.ok && testsHold(read.value, value, { scope: scopeWithin(undefined, builtInFunctions), types, run, evaluate }) === true
    )
  }
}

/** The type that a `typeRef` means in a model; undefined where it says nothing. */
export function typeNamed(written: string | undefined, home: Types): FeelType | undefined {
  if (written === undefined || written === '') return undefined
  const name = written.replace(/^(feel|xsd):/, '')
  return simpleType(name) ?? { kind: 'named', name, home }
}
