import { z } from 'zod'
import type { CodeEntry, CodeList, CodeLists } from './code-list.ts'
import type { DataFault, Parsed } from './data-fault.ts'
import { readSchema, words } from './read-schema.ts'
import { readYaml } from './read-yaml.ts'

const codes = z.array(
  z.strictObject({
    code: z.string().regex(/^[\w.-]{1,60}$/u),
    label: words,
    standard: z.string().optional(),
    within: z.string().optional(),
    version: z.string().optional(),
  }),
)

export type DataFile = { readonly file: string; readonly text: string }

/** Reads one file, a list of `{ code, label }`. The list is called like its file: `common/codes/countries.yaml` → `countries`. */
export function parseCodeList(text: string, file: string): Parsed<CodeList> {
  const read = readYaml(text, file)
  if (!read.ok) return read
  const found = readSchema(codes, read.value)
  if (!found.ok) return found
  const seen = new Set<string>()
  const faults = found.value.flatMap(({ code }, at): readonly DataFault[] => {
    if (!seen.has(code)) {
      seen.add(code)
      return []
    }
    return [{ file, ...read.value.at([at, 'code']), code: 'duplicate-id', message: `${code} stands here twice` }]
  })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { id: nameOf(file), codes: found.value } }
}

/** Several files to one set of lists. Files of one name are one list: a pack adds the codes that only it knows. */
export function parseCodeLists(files: readonly DataFile[]): Parsed<CodeLists> {
  const lists = new Map<string, CodeList>()
  const faults: DataFault[] = []
  for (const { file, text } of files) {
    const found = parseCodeList(text, file)
    if (!found.ok) {
      faults.push(...found.faults)
      continue
    }
    const { id, codes: added } = found.value
    const before: readonly CodeEntry[] = lists.get(id)?.codes ?? []
    for (const { code } of added)
      if (before.some((one) => one.code === code))
        faults.push({ file, line: 1, column: 1, code: 'duplicate-id', message: `${id} already has ${code}` })
    lists.set(id, { id, codes: [...before, ...added] })
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: lists }
}

function nameOf(file: string): string {
  return file.replace(/^.*\//u, '').replace(/\.yaml$/u, '')
}
