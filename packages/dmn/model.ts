import { builtInNames, builtInParts, namesWithin, type KnownNames } from '@convive/feel'
import { modelTypes, type ModelTypes } from './model-types.ts'
import { children, descendants, readXmlTree, type XmlNode } from './xml-tree.ts'

export type Model = {
  readonly namespace: string
  readonly root: XmlNode
  readonly byId: ReadonlyMap<string, XmlNode>
  readonly imports: readonly { readonly name: string; readonly model: Model }[]
  readonly names: KnownNames
  readonly types: ModelTypes
}

export type ModelFault = {
  readonly code: 'dmn/not-xml' | 'dmn/cyclic-import' | 'dmn/import-not-found'
  readonly message: string
  readonly line: number
}
export type ReadModel = { readonly ok: true; readonly value: Model } | { readonly ok: false; readonly fault: ModelFault }

/** Reads a model and those it imports; `others` are the files an import may mean, found by their namespace. */
export function readModel(bytes: Uint8Array, others: readonly Uint8Array[] = []): ReadModel {
  const tree = readXmlTree(bytes)
  if (!tree.ok) return tree
  const trees = others.flatMap((other) => {
    const read = readXmlTree(other)
    return read.ok ? [read.value] : []
  })
  return link(tree.value, trees, [])
}

function link(root: XmlNode, others: readonly XmlNode[], above: readonly string[]): ReadModel {
  const namespace = root.attributes['namespace'] ?? ''
  const imports: { name: string; model: Model }[] = []
  for (const one of children(root, 'import')) {
    const wanted = one.attributes['namespace'] ?? ''
    const fault = (code: ModelFault['code']): ReadModel => ({ ok: false, fault: { code, message: wanted, line: one.line } })
    if (wanted === namespace || above.includes(wanted)) return fault('dmn/cyclic-import')
    const found = others.find(({ attributes }) => attributes['namespace'] === wanted)
    if (found === undefined) return fault('dmn/import-not-found')
    const model = link(found, others, [...above, namespace])
    if (!model.ok) return model
    imports.push({ name: one.attributes['name'] ?? '', model: model.value })
  }
  const own = [...namesIn(root), ...imports.flatMap(({ name, model }) => [name, ...namesIn(model.root)])]
  const names = { scope: namesWithin(builtInNames, own), parts: namesWithin(builtInParts, own) }
  const byId = new Map([...descendants(root)].map((node) => [node.attributes['id'] ?? '', node]))
  return { ok: true, value: { namespace, root, byId, imports, names, types: modelTypes(root, imports, names) } }
}

function namesIn(root: XmlNode): readonly string[] {
  return [...descendants(root)].flatMap(({ attributes }) =>
    [attributes['name'], attributes['iteratorVariable']].filter((name) => name !== undefined),
  )
}
