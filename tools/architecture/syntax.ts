/** A node of the syntax tree (ESTree with TypeScript), read by the names of its fields. */
export type Node = { readonly type: string; readonly start: number; readonly [field: string]: unknown }

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
}

/** Visits a node and all below it, outermost first, with the nodes above, nearest last. */
export function walk(node: Node, visit: (node: Node, above: readonly Node[]) => void, above: readonly Node[] = []): void {
  visit(node, above)
  const path = [...above, node]
  for (const below of nodesUnder(node)) walk(below, visit, path)
}

export function nodesUnder(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []))
}

export function child(node: Node, field: string): Node | undefined {
  const value = node[field]
  return isNode(value) ? value : undefined
}

export function children(node: Node, field: string): readonly Node[] {
  const value = node[field]
  return Array.isArray(value) ? value.filter(isNode) : []
}

export function word(node: Node | undefined, field: string): string | undefined {
  const value = node?.[field]
  return typeof value === 'string' ? value : undefined
}

/** The text of a literal; of a template, what stands before its first value. */
export function textOf(node: Node): { readonly value: string; readonly open: boolean } | undefined {
  if (node.type === 'Literal') {
    const value = word(node, 'value')
    return value === undefined ? undefined : { value, open: false }
  }
  if (node.type !== 'TemplateLiteral') return undefined
  const pieces = children(node, 'quasis').map((piece) => cooked(piece))
  return { value: pieces[0] ?? '', open: pieces.length > 1 }
}

function cooked(piece: Node): string {
  const value = piece['value']
  return typeof value === 'object' && value !== null && 'cooked' in value && typeof value.cooked === 'string' ? value.cooked : ''
}

/** `refuse`, `Date.now`, `work.tx.run`; `.min` where what stands before the dot is no plain name. */
export function nameOf(node: Node | undefined): string {
  if (node === undefined) return ''
  if (node.type === 'Identifier') return word(node, 'name') ?? ''
  if (node.type === 'ThisExpression') return 'this'
  if (node.type === 'ChainExpression') return nameOf(child(node, 'expression'))
  if (node.type !== 'MemberExpression') return ''
  const property = node['computed'] === true ? '[]' : (word(child(node, 'property'), 'name') ?? '')
  return `${nameOf(child(node, 'object'))}.${property}`
}

/** The key of the nearest property around a node, without leaving the function or call it stands in. */
export function keyAbove(above: readonly Node[]): string | undefined {
  const property = above.findLast((node) => node.type === 'Property' || node.type === 'JSXAttribute')
  const key = property === undefined ? undefined : (child(property, 'key') ?? child(property, 'name'))
  return key === undefined ? undefined : (word(key, 'name') ?? word(key, 'value'))
}
