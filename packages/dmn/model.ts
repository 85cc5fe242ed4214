import { builtInParts, namesWithin } from '@convive/feel'
import { readElements, type Elements } from './elements.ts'
import type { Frame } from './logic.ts'
import { modelTypes, type ModelTypes } from './model-types.ts'
import { children, descendants, readXmlTree, type XmlFault, type XmlNode } from './xml-tree.ts'

/** A model made ready: `elements.frame.faults` holds each of its texts that cannot be read. */
export type Model = Elements & { readonly types: ModelTypes }

/** A file and its name, which faults carry. */
export type ModelFile = { readonly name: string; readonly bytes: Uint8Array }

/** What keeps a model from being read; `word` is what is at fault: a namespace, or what stands there. */
export type ModelFault = {
  readonly code: XmlFault['code'] | 'dmn/cyclic-import' | 'dmn/import-not-found' | 'dmn/no-model'
  readonly message: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly word: string
}
export type ReadModel = { readonly ok: true; readonly value: Model } | { readonly ok: false; readonly fault: ModelFault }

type Tree = { readonly file: string; readonly root: XmlNode }

/** Reads a model and those it imports; `others` are the files an import may mean, found by their namespace. */
export function readModel(file: ModelFile, others: readonly ModelFile[] = []): ReadModel {
  const tree = readXmlTree(file.bytes)
  if (!tree.ok) return { ok: false, fault: { ...tree.fault, file: file.name } }
  const { name: element, line, column } = tree.value
  if (element !== 'definitions') {
    const message = 'this is no decision model: it does not begin with definitions'
    return { ok: false, fault: { code: 'dmn/no-model', message, file: file.name, line, column, word: element } }
  }
  const trees = others.flatMap((other): readonly Tree[] => {
    const read = readXmlTree(other.bytes)
    return read.ok ? [{ file: other.name, root: read.value }] : []
  })
  return link({ file: file.name, root: tree.value }, trees, [])
}

function link({ file, root }: Tree, others: readonly Tree[], above: readonly string[]): ReadModel {
  const namespace = root.attributes['namespace'] ?? ''
  const imports: { name: string; model: Model }[] = []
  for (const one of children(root, 'import').filter(isOfModel)) {
    const wanted = one.attributes['namespace'] ?? ''
    const place = { file, line: one.line, column: one.column, word: wanted }
    if (wanted === namespace || above.includes(wanted))
      return { ok: false, fault: { code: 'dmn/cyclic-import', message: `an import leads back to ${wanted}`, ...place } }
    const found = others.find(({ root: other }) => other.attributes['namespace'] === wanted)
    if (found === undefined)
      return { ok: false, fault: { code: 'dmn/import-not-found', message: `no model has the namespace ${wanted}`, ...place } }
    const model = link(found, others, [...above, namespace])
    if (!model.ok) return model
    imports.push({ name: one.attributes['name'] ?? '', model: model.value })
  }
  const own = [...partsOf(root), ...imports.flatMap(({ name, model }) => [name, ...namesOf(model)])]
  const parts = namesWithin(builtInParts, own)
  const types = modelTypes(
    root,
    imports.map(({ name, model }) => ({ name, model: { types: model.types } })),
    parts,
  )
  const frame: Frame = { file, namespace, types, parts, faults: [] }
  return { ok: true, value: { ...readElements(root, frame, imports), types } }
}

/** Of other languages (a PMML file, a schema) nothing is imported. */
function isOfModel({ attributes }: XmlNode): boolean {
  const type = attributes['importType'] ?? ''
  return type === '' || /\/DMN\//i.test(type)
}

const notParts = new Set(['formalParameter', 'parameter'])

/** What may follow a full stop: every name but those of parameters. */
function partsOf(root: XmlNode): readonly string[] {
  return [...descendants(root)].flatMap(({ name, attributes }) =>
    attributes['name'] === undefined || notParts.has(name) ? [] : [attributes['name']],
  )
}

function namesOf(model: Model): readonly string[] {
  const names: string[] = []
  for (let scope: Frame['parts'] | undefined = model.frame.parts; scope !== undefined; scope = scope.outer)
    names.push(...[...scope.byFirst.values()].flatMap((set) => [...set]))
  return names
}
