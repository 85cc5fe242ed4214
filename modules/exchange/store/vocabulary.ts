import { loadCatalogue, describeDataFault, type Catalogue } from '@convive/facts'
import { locales } from '@convive/kernel'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { plain, type CommonAnswer, type Vocabulary } from '../domain/column.ts'
import { parseColumns } from './parse-columns.ts'

const home = join(import.meta.dirname, '..')

/** Who may answer for consent: `memberInput` of registration. */
const ownLists: Readonly<Record<string, readonly string[]>> = { consent_by: ['self', 'guardian', 'nobody'] }

function read(): Catalogue {
  const loaded = loadCatalogue(join(home, '../../jurisdictions'))
  if (!loaded.ok) throw new Error(`The catalogue is not in order:\n${loaded.faults.map(describeDataFault).join('\n')}`)
  return loaded.value.catalogue
}

/** The facts of `jurisdictions/`, whose lists the columns name. */
export const catalogue: Catalogue = read()

function load(): Vocabulary {
  const { columns, answers } = parseColumns(parse(readFileSync(join(home, 'columns/households.yaml'), 'utf8')))
  const codes = columns.flatMap(({ list }): [string, Map<string, string>][] => {
    if (list === undefined) return []
    const values = catalogue.get(list)?.values ?? ownLists[list]?.map((code) => ({ code, label: undefined }))
    if (values === undefined) throw new Error(`columns/households.yaml: there is no list ${list}`)
    return [[list, wordsOf(values)]]
  })
  return {
    columns,
    headings: new Map(
      columns.flatMap((column) =>
        [column.code, ...locales.flatMap((locale) => [column.label[locale], `${column.label[locale]} (${column.code})`])].map(
          (heading) => [plain(heading), column],
        ),
      ),
    ),
    answers: new Map(
      Object.entries(answers).flatMap(([answer, words]) =>
        words.map((word): [string, CommonAnswer] => [plain(word), parseAnswer(answer)]),
      ),
    ),
    codes: new Map(codes),
  }
}

const common: readonly CommonAnswer[] = ['yes', 'no', 'unknown', 'declined', 'none']

function parseAnswer(text: string): CommonAnswer {
  const known = common.find((one) => one === text)
  if (known === undefined) throw new Error(`columns/households.yaml: ${text} is no answer`)
  return known
}

type Valued = { readonly code: string; readonly label?: Readonly<Record<string, string>> | undefined }

/** The code itself and its words in every language. A word that two codes share means neither. */
function wordsOf(values: readonly Valued[]): Map<string, string> {
  const words = new Map<string, string>()
  const shared = new Set<string>()
  for (const { code, label } of values) {
    for (const word of new Set(Object.values(label ?? {}).map(plain))) {
      if (words.has(word) && words.get(word) !== code) shared.add(word)
      words.set(word, code)
    }
  }
  for (const word of shared) words.delete(word)
  for (const { code } of values) words.set(plain(code), code)
  return words
}

/** Columns, headings and words of `columns/` and `jurisdictions/`, read once when the server starts. */
export const vocabulary: Vocabulary = load()
