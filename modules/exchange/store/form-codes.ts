import { describeDataFault, loadCatalogue, type CodeLists, type LoadedCatalogue } from '@convive/facts'
import type { Words } from '@convive/kernel'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Exchanged, FormCodes } from '../domain/resettlement/form.ts'
import { parseResettlement, type FormFile } from './parse-resettlement.ts'

const home = join(import.meta.dirname, '..')

function read(): LoadedCatalogue {
  const loaded = loadCatalogue(join(home, '../../jurisdictions'))
  if (!loaded.ok) throw new Error(`The catalogue is not in order:\n${loaded.faults.map(describeDataFault).join('\n')}`)
  return loaded.value
}

function load({ lists }: LoadedCatalogue): FormCodes {
  const file = parseResettlement(parse(readFileSync(join(home, 'forms/resettlement.yaml'), 'utf8')))
  const languages = Object.entries(file.languages).flatMap(([ours, theirs]) => pairOf(ours, theirs))
  return {
    versions: file.versions,
    lists: new Map(Object.entries(file.lists).map(([name, codes]) => [name, new Set(codes)])),
    countries: countriesOf(
      file,
      entriesOf(lists, 'countries').map(({ code }) => code),
    ),
    countriesWithoutOurs: new Set(file.countries_without_ours),
    languages: exchanged(languages),
    languagesNarrower: new Set(file.languages_narrower),
    maritalStatuses: exchanged(
      entriesOf(lists, 'marital-statuses').map(({ code, standard = '' }) => [code, standard]),
      [['P', 'partnership']],
    ),
    ...relationsOf(file, entriesOf(lists, 'relations')),
    needs: new Set(file.lists['VulnerabilityCode'] ?? []),
  }
}

function entriesOf(lists: CodeLists, name: string): readonly { readonly code: string; readonly standard?: string }[] {
  const list = lists.get(name)
  if (list === undefined) throw new Error(`There is no list ${name}`)
  return list.codes
}

function pairOf(ours: string, theirs: string | null): readonly (readonly [string, string])[] {
  return theirs === null ? [] : [[ours, theirs]]
}

function exchanged(
  pairs: readonly (readonly [ours: string, theirs: string])[],
  also: readonly (readonly [theirs: string, ours: string])[] = [],
): Exchanged {
  return {
    toForm: new Map(pairs),
    fromForm: new Map([...also, ...pairs.map(([ours, theirs]): [string, string] => [theirs, ours])]),
  }
}

/** Codes that stand for no country of ISO 3166 (XAA to XZZ) are on the form's list only where the file says so. */
function countriesOf(file: FormFile, ours: readonly string[]): Exchanged {
  const pairs = ours.flatMap((code) => {
    const theirs = file.countries[code]
    if (theirs !== undefined) return pairOf(code, theirs)
    return /^X[A-Z]{2}$/.test(code) ? [] : pairOf(code, code)
  })
  return exchanged(pairs, Object.entries(file.countries_also))
}

/** `codes/relations.yaml` names the form's codes as `DAU/SON`, women's and men's. The first relation that names a code has it. */
function relationsOf(
  file: FormFile,
  ours: readonly { readonly code: string; readonly standard?: string }[],
): Pick<FormCodes, 'relations' | 'relationsFrom' | 'relationsWider'> {
  const relations = new Map(ours.map(({ code, standard = '' }) => [code, standard.split('/')]))
  const from = new Map(Object.entries(file.relations_wider))
  for (const [code, theirs] of [...relations].toReversed()) for (const one of theirs) from.set(one, code)
  for (const one of file.relations_unknown) from.delete(one)
  return { relations, relationsFrom: from, relationsWider: new Set(Object.keys(file.relations_wider)) }
}

const loaded = read()

/** What the form holds, and its codes beside ours, read once when the server starts. */
export const formCodes: FormCodes = load(loaded)

/** What a fact is called, in five languages. */
export function labelOf(fact: string): Words {
  return loaded.catalogue.get(fact)?.label ?? { es: fact, pt: fact, en: fact, fr: fact, ht: fact }
}
