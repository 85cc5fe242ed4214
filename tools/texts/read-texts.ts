import { parseMessages } from '@convive/languages'
import { parse } from 'yaml'
import type { Files } from '../architecture/tree.ts'

/** Every text of these files and what is wrong with them, as the product itself reads them. */
export function readTexts(files: Files): ReturnType<typeof parseMessages> {
  const texts = [...files].filter(([path]) => isMessages(path)).map(([file, text]) => ({ file, text }))
  const same: unknown = parse(files.get('packages/languages/same-words.yaml') ?? '[]')
  return parseMessages(texts, new Set(Array.isArray(same) ? same.map(String) : []))
}

/** The file in which a key stands. */
export function fileOf(files: Files, key: string): string {
  return [...files].find(([path, text]) => isMessages(path) && `\n${text}`.includes(`\n${key}:`))?.[0] ?? 'messages'
}

function isMessages(path: string): boolean {
  return /^(packages|modules|apps)\/[^/]+\/messages\/[^/]+\.yaml$/.test(path)
}
