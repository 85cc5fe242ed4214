import { builtInNames, namesWithin, spelled, type Environment, type FunctionValue } from '@convive/feel'
import { boxed, boxIn, functionOf } from './boxed.ts'
import type { Frame, Logic, Site } from './logic.ts'
import { child, children, type XmlNode } from './xml-tree.ts'

/** What an element needs: by which name it is spoken of, behind the names of the imports it comes through. */
export type Need = { readonly path: readonly string[]; readonly element: Element }

/** A part of a model that has a value: made ready once, so that deciding only works things out. */
export type Element = {
  readonly kind: 'inputData' | 'decision' | 'businessKnowledgeModel' | 'decisionService'
  readonly name: string
  /** The name that others use for its value. */
  readonly variable: string
  readonly typeRef: string | undefined
  readonly frame: Frame
  readonly needs: readonly Need[]
  /** Requirements that point to nothing. */
  readonly dangling: readonly string[]
  /** Of a decision. */
  readonly logic: Logic | undefined
  /** Of a knowledge model. */
  readonly knowledge: ((environment: Environment) => FunctionValue) | undefined
  /** Of a service: what it is given, first data, then decisions; and what it answers. */
  readonly inputs: readonly Element[]
  readonly outputs: readonly Element[]
}

export type Elements = {
  readonly frame: Frame
  readonly byId: ReadonlyMap<string, Element>
  readonly all: readonly Element[]
  readonly imports: readonly { readonly name: string; readonly model: Elements }[]
}

type Growing = { -readonly [Key in keyof Element]: Element[Key] }

const kinds = ['inputData', 'decision', 'businessKnowledgeModel', 'decisionService'] as const

/** Reads every element of a model: first all names, then what each needs, then its logic with those names in scope. */
export function readElements(root: XmlNode, frame: Frame, imports: Elements['imports']): Elements {
  const grown = root.children.flatMap((node) => {
    const kind = kinds.find((one) => one === node.name)
    return kind === undefined ? [] : [{ node, element: blank(node, kind, frame) }]
  })
  const byId = new Map(grown.map(({ node, element }): [string, Element] => [node.attributes['id'] ?? '', element]))
  const elements: Elements = { frame, byId, all: grown.map(({ element }) => element), imports }
  for (const { node, element } of grown) {
    fill(node, element, elements)
    const own = element.needs.map(({ path }) => path[0] ?? '')
    const site: Site = { frame, names: namesWithin(builtInNames, own) }
    if (element.kind === 'decision') element.logic = boxed(boxIn(node), site)
    const logic = element.kind === 'businessKnowledgeModel' ? child(node, 'encapsulatedLogic') : undefined
    if (logic === undefined) continue
    // A knowledge model may call itself.
    element.knowledge = functionOf(logic, element.name, { frame, names: namesWithin(site.names, [element.name]) })
  }
  return elements
}

function blank(node: XmlNode, kind: Element['kind'], frame: Frame): Growing {
  const variable = child(node, 'variable')
  const name = node.attributes['name'] ?? ''
  return {
    kind,
    name,
    variable: variable?.attributes['name'] ?? name,
    typeRef: variable?.attributes['typeRef'],
    frame,
    needs: [],
    dangling: [],
    logic: undefined,
    knowledge: undefined,
    inputs: [],
    outputs: [],
  }
}

const required = new Set(['requiredInput', 'requiredDecision', 'requiredKnowledge'])

function fill(node: XmlNode, element: Growing, elements: Elements): void {
  const hrefs = node.children
    .filter(({ name }) => name.endsWith('Requirement'))
    .flatMap((one) => one.children.filter(({ name }) => required.has(name)))
    .map(({ attributes }) => attributes['href'] ?? '')
  const found = hrefs.map((href) => ({ href, need: referred(href, elements) }))
  element.needs = found.flatMap(({ need }) => need ?? [])
  element.dangling = found.flatMap(({ href, need }) => (need === undefined ? [href] : []))
  const named = (name: string): readonly Element[] =>
    children(node, name).flatMap((one) => referred(one.attributes['href'] ?? '', elements)?.element ?? [])
  element.inputs = [...named('inputData'), ...named('inputDecision')]
  element.outputs = named('outputDecision')
}

/** What a reference means: an id of this model, or of one that is imported, behind its namespace. */
function referred(href: string, elements: Elements, within: readonly string[] = []): Need | undefined {
  const [namespace = '', id = ''] = href.split('#')
  const { frame, byId, imports } = elements
  if (namespace === '' || namespace === frame.namespace) {
    const element = byId.get(id)
    if (element !== undefined) return { path: [...within, element.variable].map(spelled), element }
  }
  if (namespace === '' || within.length >= deepestImports) return undefined
  for (const one of imports) {
    const found = referred(href, one.model, [...within, one.name])
    if (found !== undefined) return found
  }
  return undefined
}

const deepestImports = 10
