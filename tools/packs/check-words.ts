import { locales } from '@convive/kernel'
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Fault } from '../architecture/project.ts'
import type { Files } from '../architecture/tree.ts'

/** Every file of a pack can be read, says nothing twice, and whatever it says in one language it says in five. */
export function checkWords(files: Files): readonly Fault[] {
  const packs = [...files].filter(([path]) => /^jurisdictions\/.+\.ya?ml$/.test(path))
  if (packs.length === 0) return [{ path: 'jurisdictions', says: 'holds no pack' }]
  return packs.flatMap(([path, text]) => {
    const lines = new LineCounter()
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
    const lineOf = (offset: number): number => lines.linePos(offset).line
    const unread = document.errors.map((error) => ({ path, line: lineOf(error.pos[0]), says: `cannot be read: ${error.code}` }))
    return [...unread, ...gapsIn(document.contents).map(({ at, says }) => ({ path, line: lineOf(at), says }))]
  })
}

type Gap = { readonly at: number; readonly says: string }

function gapsIn(node: unknown): readonly Gap[] {
  if (isSeq(node)) return node.items.flatMap(gapsIn)
  if (!isMap(node)) return []
  const said = new Map(
    node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', isScalar(value) ? value.value : undefined]),
  )
  const spoken = locales.filter((locale) => typeof said.get(locale) === 'string')
  const missing = locales.filter((locale) => !isText(said.get(locale)))
  const here =
    spoken.length > 1 && missing.length > 0 ? [{ at: node.range?.[0] ?? 0, says: `is not said in ${missing.join(', ')}` }] : []
  return [...here, ...node.items.flatMap(({ value }) => gapsIn(value))]
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
