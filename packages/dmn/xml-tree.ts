import { createXmlReader } from '@convive/files'

export type XmlNode = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  readonly text: string
  /** Where it begins to hold something, counted from 1. */
  readonly line: number
  readonly column: number
}

export type XmlFault = {
  readonly code: 'dmn/not-xml' | 'dmn/document-type'
  readonly message: string
  readonly line: number
  readonly column: number
  readonly word: string
}
export type ReadXml = { readonly ok: true; readonly value: XmlNode } | { readonly ok: false; readonly fault: XmlFault }

/** A whole XML file as a tree. A document type, and with it every entity of its own, is refused. */
export function readXmlTree(bytes: Uint8Array): ReadXml {
  type Open = { -readonly [Key in keyof XmlNode]: XmlNode[Key] } & { children: XmlNode[] }
  const top: Open = { name: '', attributes: {}, children: [], text: '', line: 1, column: 1 }
  const open: Open[] = [top]
  const reader = createXmlReader({
    open: (name, attributes) =>
      open.push({ name, attributes, children: [], text: '', line: reader.line(), column: reader.column() }),
    text(text) {
      const here = open.at(-1)
      if (here !== undefined) here.text += text
    },
    close() {
      const done = open.pop()
      if (done !== undefined) open.at(-1)?.children.push(done)
    },
  })
  try {
    reader.write(bytes)
    reader.end()
  } catch (error) {
    const place = { line: reader.line(), column: reader.column() }
    if (!(error instanceof Error) || error.cause !== 'document type') return notXml(messageOf(error), place)
    return { ok: false, fault: { code: 'dmn/document-type', message: error.message, ...place, word: 'DOCTYPE' } }
  }
  const [root] = top.children
  return root === undefined ? notXml('there is no element', { line: 1, column: 1 }) : { ok: true, value: root }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^\d+:\d+: /, '') : 'not well-formed'
}

function notXml(message: string, place: { readonly line: number; readonly column: number }): ReadXml {
  return { ok: false, fault: { code: 'dmn/not-xml', message, ...place, word: '' } }
}

export function child(node: XmlNode, ...names: readonly string[]): XmlNode | undefined {
  return node.children.find(({ name }) => names.includes(name))
}

export function children(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((one) => one.name === name)
}

export function* descendants(node: XmlNode): Iterable<XmlNode> {
  yield node
  for (const one of node.children) yield* descendants(one)
}
