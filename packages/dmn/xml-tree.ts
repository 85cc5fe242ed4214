import { createXmlReader } from '@convive/files'

export type XmlNode = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  readonly text: string
  readonly line: number
}

export type XmlFault = { readonly code: 'dmn/not-xml'; readonly message: string; readonly line: number }
export type ReadXml = { readonly ok: true; readonly value: XmlNode } | { readonly ok: false; readonly fault: XmlFault }

/** A whole XML file as a tree. A document type, and with it every entity of its own, is refused. */
export function readXmlTree(bytes: Uint8Array): ReadXml {
  type Open = { name: string; attributes: Readonly<Record<string, string>>; children: XmlNode[]; text: string; line: number }
  const top: Open = { name: '', attributes: {}, children: [], text: '', line: 1 }
  const open: Open[] = [top]
  const reader = createXmlReader({
    open: (name, attributes) => open.push({ name, attributes, children: [], text: '', line: reader.line() }),
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
    const message = error instanceof Error ? error.message : 'not well-formed'
    return { ok: false, fault: { code: 'dmn/not-xml', message, line: reader.line() } }
  }
  const [root] = top.children
  return root === undefined
    ? { ok: false, fault: { code: 'dmn/not-xml', message: 'no element', line: 1 } }
    : { ok: true, value: root }
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
