import { ok, refuse, type Result } from '@convive/kernel'
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openFolder } from '../batch/out-folder.ts'
import { openStore, type Store } from '../batch/database.ts'
import { madeColumns, type Field, type FieldKind } from '../batch/fields.ts'
import { foldRecords, type FoldedFiles } from '../batch/fold-records.ts'
import type { GuessedColumn } from '../batch/guess-columns.ts'
import { readFile, type Input, type ReadFile } from '../batch/read-file.ts'
import { createEncoder } from './encode.ts'
import type { Folded } from './features.ts'
import type { Hardening } from './harden.ts'
import { version, type ProjectSecret } from './keys.ts'
import { checkOf, keyBits, shareOut, weightOf, type Parameters, type WeighedField } from './parameters.ts'
import { writeConcealed } from './write-concealed.ts'

/** What somebody says about the columns: of which kind each is, what the project calls it, how much it counts. */
export type ConcealConfig = {
  readonly id?: string | undefined
  readonly columns: Readonly<Record<string, ConcealedColumn>>
}
type ConcealedColumn = { readonly kind: FieldKind; readonly name?: string | undefined; readonly weight?: number | undefined }

export type ConcealAsked = {
  readonly files: readonly Input[]
  readonly out: string
  readonly by: ProjectSecret
  readonly config?: ConcealConfig | undefined
  /** The column of a date whose year has to be the same in both files. */
  readonly salt?: string | undefined
  readonly hardening?: Hardening | undefined
  readonly memory?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** What was concealed; no value of anybody. */
export type ConcealReport = {
  readonly columns: readonly GuessedColumn[]
  readonly fields: Parameters['fields']
  readonly records: number
  /** Left out, because too little is known of them to tell one person from another. */
  readonly sparse: number
  /** Of those concealed, whose salt is not known: they can only meet each other. */
  readonly unsalted: number
  readonly rejected: number
  readonly repaired: number
  readonly latin: boolean
  readonly check: string
  /** The file for the neutral party, and the list that stays. */
  readonly send: string
  readonly keep: string
}

/** With fewer fields a key tells names by how often they come. */
const fewestFields = 3
/** Of a record at least this share of all weight has to be known: two of which nearly nothing is known are alike by that alone. */
const leastKnown = 0.4

/** Conceals the records of files: a file of keys under random names for a neutral party, and a list of those names that stays at home. */
export async function conceal(asked: ConcealAsked): Promise<Result<ConcealReport>> {
  const { files, out, config, memory = '2GB', signal } = asked
  const missing = files.map(fileOf).find((file) => !existsSync(file))
  if (missing !== undefined) return refuse({ code: 'matching/no-file', with: { file: missing } })
  if (existsSync(join(out, 'send')) || existsSync(join(out, 'keep')))
    return refuse({ code: 'matching/concealed-before', with: { folder: out } })
  openFolder(out, 0o700)
  const spill = join(out, '.spill')
  const store = await openStore({ folder: spill, memory, threads: 2, signal })
  try {
    const read: ReadFile[] = []
    for (const [at, file] of files.entries()) read.push(await readFile(store, file, { into: `raw${at}` }))
    const kinds = Object.fromEntries(Object.entries(config?.columns ?? {}).map(([column, { kind }]) => [column, kind]))
    const folded = await foldRecords(store, read, config === undefined ? undefined : { id: config.id, columns: kinds })
    return await concealFolded(store, folded, asked)
  } finally {
    store.close()
    rmSync(spill, { recursive: true, force: true })
  }
}

async function concealFolded(store: Store, folded: FoldedFiles, asked: ConcealAsked): Promise<Result<ConcealReport>> {
  const { by, config, out, hardening = 'balanced', signal } = asked
  const named = folded.fields.map((field) => ({ field, ...weighed(field, config) }))
  if (named.length < fewestFields)
    return refuse({ code: 'matching/few-fields', with: { least: fewestFields, found: named.length } })
  const double = named.find(({ name }, at) => named.findIndex((one) => one.name === name) !== at)
  if (double !== undefined) return refuse({ code: 'matching/field-twice', with: { name: double.name } })
  const salt = named.find(({ field }) => field.column === asked.salt)
  if (asked.salt !== undefined && salt?.kind !== 'date')
    return refuse({ code: 'matching/salt-no-date', with: { column: asked.salt } })
  const parameters: Parameters = { bits: keyBits, hardening, salt: salt?.name, fields: shareOut(named, hardening) }
  const encode = createEncoder(by, parameters)
  const fields = parameters.fields.flatMap(({ name, bits }) => {
    const own = named.find((one) => one.name === name)
    return own === undefined ? [] : [{ field: own.field, bits }]
  })
  const enough = leastKnown * fields.reduce((sum, { bits }) => sum + bits, 0)
  const columns = fields.flatMap(({ field }) => partsIn(field)).join(', ')
  const names = namer()
  const lines: string[] = []
  const called = asked.files.map((one) => (typeof one === 'string' ? one : one.called))
  const list: (readonly [pseudonym: string, id: string, file: string])[] = []
  let [sparse, unsalted] = [0, 0]
  for await (const rows of store.pieces(
    `select id, source, ${salt === undefined ? 'null' : `${salt.field.at}_y`}, ${columns} from rec`,
  )) {
    signal?.throwIfAborted()
    for (const [id, source, year, ...texts] of rows) {
      const values = fields.map((_, at) => foldedFrom(texts[2 * at], texts[2 * at + 1]))
      const known = fields.reduce((sum, { bits }, at) => sum + (values[at] === undefined ? 0 : bits), 0)
      if (known < enough) {
        sparse += 1
        continue
      }
      if (salt !== undefined && year === null) unsalted += 1
      const pseudonym = names()
      lines.push(
        `${pseudonym} ${Buffer.from(encode(values, salt === undefined ? '' : `year ${String(year)}`)).toString('base64')}`,
      )
      list.push([pseudonym, String(id), called[Number(source)] ?? ''])
    }
  }
  if (lines.length === 0) return refuse('matching/nothing-concealed')
  const check = checkOf(by, parameters)
  const written = writeConcealed(out, {
    heading: { version, project: by.project, check, records: lines.length, parameters },
    lines,
    list,
  })
  const { columns: seen, rejected, repaired, encodings } = folded
  return ok({
    columns: seen,
    fields: parameters.fields,
    records: lines.length,
    sparse,
    unsalted,
    rejected,
    repaired,
    latin: encodings.includes('latin-1'),
    check,
    ...written,
  })
}

function fileOf(input: Input): string {
  return typeof input === 'string' ? input : input.file
}

/** What the project calls a column, where nobody says it: as it is written, in small letters. */
function weighed({ column, kind }: Field, config: ConcealConfig | undefined): WeighedField {
  const said = config?.columns[column]
  return { name: said?.name ?? column.trim().toLowerCase(), kind, weight: said?.weight ?? weightOf[kind] }
}

/** Text and sound of a field, in that order; no sound where the kind has none. */
function partsIn(field: Field): readonly string[] {
  const made = madeColumns(field)
  const named = (part: string): string => made.find((one) => one.part === part)?.name ?? 'null'
  return [named('x'), named('s')]
}

function foldedFrom(x: unknown, s: unknown): Folded | undefined {
  return typeof x === 'string' ? { x, s: typeof s === 'string' ? s : undefined } : undefined
}

/** Random names of 64 bits, none of them twice. */
function namer(): () => string {
  const given = new Set<string>()
  return () => {
    let name = ''
    do name = randomBytes(8).toString('hex')
    while (given.has(name))
    given.add(name)
    return name
  }
}
