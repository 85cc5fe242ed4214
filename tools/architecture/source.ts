import { parseSync } from 'oxc-parser'
import { child, children, isNode, keyAbove, nameOf, textOf, walk, word, type Node } from './syntax.ts'

/** What the rules ask of one file of TypeScript, read once from its syntax tree. */
export type Source = {
  readonly path: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly literals: readonly Literal[]
  readonly calls: readonly Call[]
  /** Names read alone or as a member: `process`, `Math.random`. */
  readonly names: readonly Named[]
  /** Words between tags, and in attributes that are read to people. */
  readonly spoken: readonly Literal[]
  readonly awaits: readonly number[]
  /** Variables of the file itself that can be given another value. */
  readonly changing: readonly Named[]
  /** Why it could not be read. */
  readonly broken: readonly string[]
}

export type Named = { readonly name: string; readonly line: number }

export type Literal = {
  readonly value: string
  readonly line: number
  /** A template of which this is only the beginning. */
  readonly open: boolean
  /** The key of the property it stands under. */
  readonly under?: string
}

export type Import = {
  readonly from: string
  readonly line: number
  /** No value crosses: `import type`, or only names marked `type`. */
  readonly typeOnly: boolean
  readonly names: readonly string[]
}

export type Call = {
  readonly callee: string
  readonly line: number
  readonly kind: 'call' | 'new' | 'tag'
  /** How many arguments. */
  readonly count: number
  /** Every literal inside the arguments. */
  readonly literals: readonly Literal[]
  /** The literals the first argument may come to, through conditions. */
  readonly first: readonly Literal[]
  /** Keys of the first argument when it is an object. */
  readonly keys: readonly string[]
}

/** Where in the source a node begins. */
type Lines = (node: Node) => number

export function parseSource(path: string, text: string): Source {
  const parsed = parseSync(path, text, { preserveParens: false })
  const lineOf = linesOf(text)
  const [imports, literals, calls]: [Import[], Literal[], Call[]] = [[], [], []]
  const [names, spoken, changing]: [Named[], Literal[], Named[]] = [[], [], []]
  const awaits: number[] = []
  const program: unknown = parsed.program
  if (!isNode(program)) throw new TypeError(`no syntax tree for ${path}`)
  walk(program, (node, above) => {
    imports.push(...importOf(node, lineOf))
    if (isCall(node)) calls.push(callOf(node, lineOf))
    if (node.type === 'AwaitExpression') awaits.push(lineOf(node))
    if (isSpoken(node, above)) spoken.push(...literalOf(node, above, lineOf))
    else if (!isSource(above)) literals.push(...literalOf(node, above, lineOf))
    const name = readName(node, above)
    if (name !== undefined) names.push({ name, line: lineOf(node) })
    if (isChanging(node, above)) changing.push({ name: firstName(node), line: lineOf(node) })
  })
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  const broken = parsed.errors.map((error) => error.message)
  return { path, lines, imports, literals, calls, names, spoken, awaits, changing, broken }
}

function linesOf(text: string): Lines {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), (match) => match.index + 1)]
  return (node) => {
    const after = starts.findIndex((start) => start > node.start)
    return after === -1 ? starts.length : after
  }
}

function importOf(node: Node, lineOf: Lines): readonly Import[] {
  const dynamic = node.type === 'ImportExpression' || node.type === 'TSImportType'
  if (!dynamic && node.type !== 'ImportDeclaration' && !node.type.startsWith('Export')) return []
  const from = child(node, 'source')
  const value = from === undefined ? undefined : textOf(from)?.value
  if (value === undefined) return []
  const specifiers = children(node, 'specifiers')
  const wholeType = [word(node, 'importKind'), word(node, 'exportKind')].includes('type') || node.type === 'TSImportType'
  const eachType = specifiers.length > 0 && specifiers.every((one) => [one['importKind'], one['exportKind']].includes('type'))
  const names = specifiers.map((one) => word(child(one, 'imported') ?? child(one, 'local'), 'name') ?? '*')
  return [{ from: value, line: lineOf(node), typeOnly: wholeType || eachType, names }]
}

function isCall(node: Node): boolean {
  return ['CallExpression', 'NewExpression', 'TaggedTemplateExpression'].includes(node.type)
}

function callOf(node: Node, lineOf: Lines): Call {
  const given = node.type === 'TaggedTemplateExpression' ? [] : children(node, 'arguments')
  const kind = node.type === 'NewExpression' ? 'new' : node.type === 'CallExpression' ? 'call' : 'tag'
  const literals: Literal[] = []
  for (const one of given) walk(one, (below, above) => void literals.push(...literalOf(below, above, lineOf)))
  const first = given[0]
  const properties = first?.type === 'ObjectExpression' ? children(first, 'properties') : []
  const keys = properties.map((property) => word(child(property, 'key'), 'name') ?? '')
  return {
    callee: nameOf(child(node, 'callee') ?? child(node, 'tag')),
    line: lineOf(node),
    kind,
    count: given.length,
    literals,
    first: first === undefined ? [] : outcomesOf(first, lineOf),
    keys,
  }
}

function outcomesOf(node: Node, lineOf: Lines): readonly Literal[] {
  const below = ['consequent', 'alternate', 'left', 'right'].map((field) => child(node, field)).filter((one) => one !== undefined)
  const branches = node.type === 'ConditionalExpression' || node.type === 'LogicalExpression' ? below : []
  return branches.length > 0 ? branches.flatMap((one) => outcomesOf(one, lineOf)) : literalOf(node, [], lineOf)
}

function literalOf(node: Node, above: readonly Node[], lineOf: Lines): readonly Literal[] {
  const text = node.type === 'JSXText' ? { value: word(node, 'value') ?? '', open: false } : textOf(node)
  if (text === undefined) return []
  const under = keyAbove(above)
  return [{ ...text, line: lineOf(node), ...(under === undefined ? {} : { under }) }]
}

/** Attributes whose words reach a person's eyes or ears. */
const readAloud = new Set(['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'label', 'hint', 'legend', 'heading'])

function isSpoken(node: Node, above: readonly Node[]): boolean {
  if (node.type === 'JSXText') return true
  return node.type === 'Literal' && above.at(-1)?.type === 'JSXAttribute' && readAloud.has(keyAbove(above) ?? '')
}

function isSource(above: readonly Node[]): boolean {
  return (
    /^(Import|Export\w+Declaration|TSImportType)/.test(above.at(-1)?.type ?? '') &&
    above.at(-1)?.type !== 'ExportDefaultDeclaration'
  )
}

function readName(node: Node, above: readonly Node[]): string | undefined {
  const parent = above.at(-1)
  if (node.type === 'MemberExpression') return nameOf(node)
  if (node.type !== 'Identifier' || parent === undefined) return undefined
  if (parent.type.startsWith('TS') && parent.type !== 'TSNonNullExpression' && parent.type !== 'TSAsExpression') return undefined
  const isLabel =
    (parent['key'] === node || parent['property'] === node) && parent['computed'] !== true && parent['shorthand'] !== true
  return isLabel ? undefined : word(node, 'name')
}

function isChanging(node: Node, above: readonly Node[]): boolean {
  if (node.type !== 'VariableDeclaration' || word(node, 'kind') === 'const' || node['declare'] === true) return false
  return above.every((one) => one.type === 'Program' || one.type === 'ExportNamedDeclaration')
}

function firstName(node: Node): string {
  return word(child(children(node, 'declarations')[0] ?? node, 'id'), 'name') ?? 'several'
}
