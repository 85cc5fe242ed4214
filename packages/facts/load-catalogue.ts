import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CodeLists } from './code-list.ts'
import type { Parsed } from './data-fault.ts'
import type { Catalogue } from './fact.ts'
import { needCodes, type NeedList } from './needs.ts'
import { parseCatalogue } from './parse-catalogue.ts'
import { parseCodeLists, type DataFile } from './parse-code-list.ts'
import { parseNeeds } from './parse-needs.ts'

export type LoadedCatalogue = { readonly catalogue: Catalogue; readonly lists: CodeLists; readonly needs: NeedList }

const shapesOfTheirOwn = ['specific-needs', 'need-groups']

/**
 * Reads `<pack>/codes/*.yaml` and `<pack>/facts/*.yaml` of every pack under a folder (`jurisdictions`). Read once at start;
 * faults are for whoever wrote the file, and with any of them nothing starts.
 */
export function loadCatalogue(directory: string): Parsed<LoadedCatalogue> {
  return catalogueFrom({
    codes: readDataFiles(directory, '*/codes/*.yaml'),
    facts: readDataFiles(directory, '*/facts/*.yaml'),
  })
}

/** The same from files that were read: those of `common` come first, whatever their order. */
export function catalogueFrom(files: {
  readonly codes: readonly DataFile[]
  readonly facts: readonly DataFile[]
}): Parsed<LoadedCatalogue> {
  const coded = files.codes.toSorted((a, b) => Number(isCommon(b)) - Number(isCommon(a)))
  const named = (name: string): DataFile => coded.find(({ file }) => file.endsWith(`/${name}.yaml`)) ?? { file: name, text: '[]' }
  const plain = coded.filter(({ file }) => !shapesOfTheirOwn.some((name) => file.endsWith(`/${name}.yaml`)))
  const [lists, needs] = [parseCodeLists(plain), parseNeeds(named('need-groups'), named('specific-needs'))]
  if (!lists.ok || !needs.ok) return { ok: false, faults: [lists, needs].flatMap((one) => (one.ok ? [] : one.faults)) }
  const all = new Map([...lists.value, ['specific-needs', needCodes(needs.value)]])
  const catalogue = parseCatalogue(files.facts, all)
  return catalogue.ok ? { ok: true, value: { catalogue: catalogue.value, lists: all, needs: needs.value } } : catalogue
}

function isCommon({ file }: DataFile): boolean {
  return file.includes('common/')
}

/** Files by a pattern, in the order of their names, called by their path from the folder's parent. */
export function readDataFiles(directory: string, pattern: string): readonly DataFile[] {
  return globSync(pattern, { cwd: directory })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
    .map((file) => ({ file: `${basename(directory)}/${file}`, text: readFileSync(join(directory, file), 'utf8') }))
}
