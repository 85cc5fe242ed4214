import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'yaml'
import { parseMessages, type Messages, type TextFault } from './parse-messages.ts'

/** Reads all `messages/*.yaml` of the rooms under `root`. */
export function loadMessages(root: string): { readonly messages: Messages; readonly faults: readonly TextFault[] } {
  const paths = globSync(['packages/*/messages/*.yaml', 'modules/*/messages/*.yaml', 'apps/*/messages/*.yaml'], {
    cwd: root,
  }).toSorted()
  const files = paths.map((path) => ({ file: path, text: readFileSync(join(root, path), 'utf8') }))
  return parseMessages(files, sameWords())
}

/** Texts that are rightly the same in another language: names, codes and true cognates. */
export function sameWords(): ReadonlySet<string> {
  const file = join(import.meta.dirname, 'same-words.yaml')
  const list: unknown = existsSync(file) ? parse(readFileSync(file, 'utf8')) : []
  return new Set(Array.isArray(list) ? list.map(String) : [])
}

export function describeFault(fault: TextFault, root = ''): string {
  return `${relative(root, join(root, fault.file))}:${fault.line} ${fault.key}: ${fault.code}${fault.language === undefined ? '' : ` (${fault.language})`}`
}
