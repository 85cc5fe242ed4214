import { isXml, openTable, openTables, readXml, type Fault, type Pieces, type Table } from '@convive/files'
import { ok, refuse, type Refusal, type Result } from '@convive/kernel'
import { groupHouseholds, type HouseholdRows } from '../domain/group-households.ts'
import { placeFault } from '../domain/place-fault.ts'
import { readHousehold, type ReadHousehold, type RowFault } from '../domain/read-household.ts'
import { mostIndividuals, gatherCases } from '../domain/resettlement/gather-cases.ts'
import { notKept } from '../domain/resettlement/not-kept.ts'
import { placeInForm } from '../domain/resettlement/place-in-form.ts'
import { readCase } from '../domain/resettlement/read-case.ts'
import { beginSurvey, type Survey } from '../domain/survey.ts'
import { formCodes } from '../store/form-codes.ts'
import type { Notice } from '../store/imports.ts'
import { vocabulary } from '../store/vocabulary.ts'
import type { DateOrder } from '../domain/read-date.ts'
import { submissionsIn, type Submissions } from './submissions-in.ts'

export type FileHousehold = { readonly file: HouseholdRows; readonly read: ReadHousehold }

/** A file that was looked through: its households come the same each time it is gone through. */
export type OpenedFile = {
  readonly rows: number
  readonly encoding?: string | undefined
  readonly notice: Notice
  households(): AsyncIterable<FileHousehold>
  /** Where in the file a refusal of registration is to be told. */
  readonly place: (refusal: Refusal) => RowFault
}

const faults: Readonly<Record<Fault['fault'], string>> = {
  type: 'exchange/file-type',
  'old-workbook': 'exchange/file-old-workbook',
  locked: 'exchange/file-locked',
  encoding: 'exchange/file-encoding',
  broken: 'exchange/file-broken',
  'too-large': 'exchange/file-too-large',
}

/** A picture of the form stands between two tags; none of proGres is larger. */
const longestPicture = 12 * 1024 * 1024
const mostRemarks = 100

/** The first look, by what the file is: a table of households, submissions of ODK or Kobo, or UNHCR's resettlement form. `country`: where the office is. */
export async function openFile(
  pieces: Pieces,
  { dates, country }: { readonly dates: DateOrder; readonly country: string },
): Promise<Result<OpenedFile>> {
  if (await isXml(pieces)) return openForm(pieces, country)
  const tables = await openTables(pieces)
  if ('fault' in tables) return refuse(faultOf(tables))
  const submissions = await submissionsIn(tables, vocabulary)
  if (submissions === undefined) return openHouseholds(await openTable(pieces), dates)
  const opened = await openHouseholds(submissions.table, dates)
  if (!opened.ok) return opened
  return ok({ ...opened.value, notice: { ...opened.value.notice, remarks: remarksOn(submissions.left()) } })
}

/** What stays out of submissions before any row is judged. */
function remarksOn({ rejected, empty }: ReturnType<Submissions['left']>): readonly Refusal[] {
  return [
    ...(rejected === 0 ? [] : [{ code: 'exchange/submissions-rejected', with: { count: rejected } }]),
    ...(empty === 0 ? [] : [{ code: 'exchange/submissions-empty', with: { count: empty } }]),
  ]
}

async function openHouseholds(table: Table | Fault, order: DateOrder): Promise<Result<OpenedFile>> {
  if ('fault' in table) return refuse(faultOf(table))
  const seen = beginSurvey(vocabulary, order)
  for await (const item of table.rows()) {
    if ('fault' in item) return refuse(faultOf(item))
    const taken = seen.take(item)
    if (!taken.ok) return taken
  }
  const done = seen.done()
  if (!done.ok) return done
  const { heading, rows } = done.value
  const reading = { heading, vocabulary, order }
  async function* households(): AsyncGenerator<FileHousehold> {
    if ('fault' in table) return
    for await (const file of rowsOf(table, survey)) yield { file, read: readHousehold(file, reading) }
  }
  const survey = done.value
  const notice = { refusals: [], ignored: heading.ignored }
  return ok({ rows, encoding: table.encoding, notice, households, place: placeFault })
}

async function* rowsOf(table: Table, seen: Survey): AsyncGenerator<HouseholdRows> {
  const groups = groupHouseholds(seen)
  let isHeading = true
  for await (const item of table.rows()) {
    if ('fault' in item) throw new Error('the file reads differently than before')
    const household = isHeading ? undefined : groups.take(item)
    isHeading = false
    if (household !== undefined) yield household
  }
}

/** A form is held while it is read: without its pictures it is small. */
async function openForm(pieces: Pieces, country: string): Promise<Result<OpenedFile>> {
  const gathering = gatherCases()
  const fault = await readXml(pieces, gathering, { longest: longestPicture })
  if (fault !== undefined) return refuse(faultOf(fault))
  const cases = gathering.cases()
  if (cases === undefined) return refuse('exchange/file-type')
  const rows = cases.reduce((sum, one) => sum + (one.tables.get('dataIndividual')?.length ?? 0), 0)
  if (rows === 0) return refuse('exchange/file-empty')
  if (rows > mostIndividuals) return refuse({ code: 'exchange/too-many-rows', with: { most: mostIndividuals } })
  const read = cases.map((one) => readCase(one, { codes: formCodes, country }))
  async function* households(): AsyncGenerator<FileHousehold> {
    yield* read.filter(({ file }) => file.rows.length > 0)
  }
  const remarks = read.flatMap((one) => one.remarks).slice(0, mostRemarks)
  const notice = { refusals: [], ignored: notKept(cases), remarks, form: true } as const
  return ok({ rows, notice, households, place: placeInForm })
}

function faultOf({ fault, line }: Fault): { readonly code: string; readonly with: { readonly line: number } } {
  return { code: faults[fault], with: { line: line ?? 0 } }
}
