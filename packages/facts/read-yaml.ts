import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
} from 'yaml'
import type { DataFault, Parsed } from './data-fault.ts'
import { slipInWords } from './yaml-slip.ts'

export type YamlPath = readonly (string | number)[]
export type Position = { readonly line: number; readonly column: number }

/** A data file as plain JSON, and where each part of it stands. */
export type YamlText = {
  readonly file: string
  readonly data: unknown
  /** The key of a part, or the element of a list; what is missing stands where its parent stands. */
  readonly at: (path: YamlPath) => Position
  /** Where the letters of a text begin, behind its quote or in the first line of its block. */
  readonly textAt: (path: YamlPath) => Position
}

/** Letters of a data file, and how deep its parts may stand in each other: what nobody writes by hand is refused. */
const most = { letters: 1_000_000, depth: 40 } as const

/** Reads YAML 1.2 (core schema: `yes` and `no` are texts, dates stay texts). A key written twice is a fault, and so is an alias. */
export function readYaml(text: string, file: string): Parsed<YamlText> {
  const refused = (message: string): Parsed<YamlText> => ({
    ok: false,
    faults: [{ file, line: 1, column: 1, code: 'unreadable', message }],
  })
  if (text.length > most.letters) return refused(`more than ${most.letters} letters`)
  const lines = new LineCounter()
  const document = parsed(text, lines)
  if (document === undefined) return refused(tooDeep)
  const placeOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  // The reader's own stack ended: it says so once for each part that it had opened.
  if (document.errors.some((error) => error.message.includes('call stack'))) return refused(tooDeep)
  const twice = document.errors.filter((error) => error.code === 'DUPLICATE_KEY')
  // After the first slip everything is read otherwise than it was meant: what follows would only confuse.
  const slips = [...document.errors, ...document.warnings].filter((error) => error.code !== 'DUPLICATE_KEY').slice(0, 1)
  const faults: DataFault[] = [
    ...slips.map((error) => ({ file, ...placeOf(error.pos[0]), code: 'unreadable', message: slipInWords(error) })),
    ...twice.map((error) => ({
      file,
      ...placeOf(error.pos[0]),
      code: 'duplicate-id',
      message: 'this key is written twice',
    })),
  ]
  const unwanted = shapeFault(document)
  if (unwanted !== undefined) faults.push({ file, ...placeOf(unwanted.at), code: 'unreadable', message: unwanted.message })
  if (faults.length > 0) return { ok: false, faults }
  const root = document.contents
  return {
    ok: true,
    value: {
      file,
      data: document.toJS(),
      at: (path) => placeOf(offsetOf(root, path)),
      textAt: (path) => {
        const found = nodeAt(root, path)
        return placeOf(
          isScalar(found) && found.range ? textOffset(text, found.range[0], found.type ?? 'PLAIN') : offsetOf(root, path),
        )
      },
    },
  }
}

const tooDeep = `parts stand in each other more than ${most.depth} deep`

/** `undefined` where parts stand in each other so deep that the reader gives up. */
function parsed(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, { lineCounter, version: '1.2', schema: 'core' })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Aliases can make a page into gigabytes, and a part too deep can end the stack; a pack needs neither. */
function shapeFault(document: Document): { readonly at: number; readonly message: string } | undefined {
  let found: { readonly at: number; readonly message: string } | undefined
  visit(document, (_key, node, path) => {
    const at = isPair(node) || node === null || typeof node !== 'object' ? 0 : (rangeStart(node) ?? 0)
    if (isAlias(node)) found = { at, message: `an alias (*${node.source}) is not allowed here: write it out` }
    else if (path.filter(isCollection).length > most.depth) found = { at, message: tooDeep }
    return found === undefined ? undefined : visit.BREAK
  })
  return found
}

function rangeStart(node: object): number | undefined {
  return (isScalar(node) || isCollection(node) || isAlias(node)) && node.range ? node.range[0] : undefined
}

function childOf(node: unknown, key: string | number): Pair | Node | undefined {
  if (isMap(node)) return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))
  if (!isSeq(node) || typeof key !== 'number') return undefined
  const item: unknown = node.items[key]
  return isScalar(item) || isCollection(item) ? item : undefined
}

function nodeAt(root: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((node, key) => {
    const child = childOf(node, key)
    return isPair(child) ? child.value : child
  }, root)
}

function offsetOf(root: unknown, path: YamlPath): number {
  let [node, offset] = [root, startOf(root)]
  for (const key of path) {
    const child = childOf(node, key)
    if (child === undefined) break
    offset = isPair(child) ? startOf(child.key) : startOf(child)
    node = isPair(child) ? child.value : child
  }
  return offset
}

function startOf(node: unknown): number {
  return (isScalar(node) || isCollection(node)) && node.range ? node.range[0] : 0
}

function textOffset(text: string, start: number, type: string): number {
  if (type.startsWith('QUOTE')) return start + 1
  if (!type.startsWith('BLOCK')) return start
  const nextLine = text.indexOf('\n', start) + 1
  return nextLine + text.slice(nextLine).search(/\S|$/u)
}
