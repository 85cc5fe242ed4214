import { refuse } from '@convive/kernel'
import { refusalError } from '../refusal-error.ts'
import type { FieldKind } from './fields.ts'

/** A column of a file with some of its values. */
export type SeenColumn = { readonly name: string; readonly values: readonly string[] }

/** Why a column is taken for what it is. */
export type GuessReason = 'config' | 'model' | 'id' | 'answer' | 'empty' | 'name' | 'values'

export type GuessedColumn = { readonly column: string; readonly kind: FieldKind | 'id' | 'ignored'; readonly why: GuessReason }

const byName: readonly (readonly [RegExp, FieldKind])[] = [
  [/^(first|given|fore)_?names?$|^(nombres?|prenoms?|nomes?|non)$|first_?name|given_?name/, 'given'],
  [/^(last|family|sur)_?names?$|apellidos?|sobrenomes?|surname|siyati|nom_de_famille/, 'family'],
  [/full_?name|nombre_completo|nome_completo|^name$|(mother|father|madre|mae|mere)/, 'name'],
  [/birth|nacimiento|nascimento|naissance|nesans|^dob$/, 'date'],
  [/e_?mail|correo/, 'email'],
  [/phone|telefono|telefone|telephone|celular|mobile/, 'code'],
  [/soc_?sec|passport|pasaporte|document|national_?id|cedula|curp|cpf|dni/, 'document'],
  [/number|numero|post_?code|zip|cep/, 'code'],
  [/^(sex|gender|sexo|genero|sexe)$|^(state|estado|province|departamento|nationality|nacionalidad)/, 'category'],
  [/address|direccion|endereco|adresse|suburb|city|town|ciudad|cidade|ville|barrio|street/, 'text'],
]

/** What somebody says about the columns instead of having them guessed: those left out are not compared. */
export type MatchConfig = {
  readonly id?: string | undefined
  readonly columns: Readonly<Record<string, FieldKind>>
}

/** Columns as a config names them; a name that the file does not have is an error that says which there are. */
export function configuredColumns(names: readonly string[], { id, columns }: MatchConfig): readonly GuessedColumn[] {
  for (const name of [...(id === undefined ? [] : [id]), ...Object.keys(columns)])
    if (!names.includes(name))
      throw refusalError(refuse({ code: 'matching/config-column', with: { column: name, columns: names.join(', ') } }))
  return names.map((column): GuessedColumn => {
    if (column === id) return { column, kind: 'id', why: 'config' }
    return { column, kind: columns[column] ?? 'ignored', why: 'config' }
  })
}

/** Columns as a model has them, wherever they stand in the file; a file that lacks one is refused with what to do. */
export function columnsOfModel(
  names: readonly string[],
  {
    id,
    columns,
  }: { readonly id: string | undefined; readonly columns: readonly { readonly column: string; readonly kind: FieldKind }[] },
): readonly GuessedColumn[] {
  const lacking = [...(id === undefined ? [] : [id]), ...columns.map(({ column }) => column)].filter(
    (one) => !names.includes(one),
  )
  if (lacking.length > 0)
    throw refusalError(
      refuse({ code: 'matching/model-columns', with: { lacking: lacking.join(', '), columns: names.join(', ') } }),
    )
  const kinds = new Map(columns.map(({ column, kind }) => [column, kind]))
  return names.map((column): GuessedColumn => {
    if (column === id) return { column, kind: 'id', why: 'model' }
    return { column, kind: kinds.get(column) ?? 'ignored', why: 'model' }
  })
}

/** Columns that look like an answer or a number of the record: never compared. */
const answers = /^(id|.*_id|row|index|cluster|.*_label|label|blocking_number|unique_id)$/

/**
 * What each column is about, from its name and otherwise from its values; every guess is told. What looks like an id or an answer is never
 * compared, and the first id whose values are all different names the records.
 */
export function guessColumns(columns: readonly SeenColumn[]): readonly GuessedColumn[] {
  let hasId = false
  return columns.map(({ name, values }): GuessedColumn => {
    const plain = plainOf(name)
    const filled = values.map((one) => one.trim()).filter((one) => one !== '')
    const known = byName.find(([words]) => words.test(plain))
    const looksLikeAnswer = answers.test(plain) && !/soc_?sec|national_?id|passport/.test(plain)
    const isRecordNumber =
      new Set(filled).size === filled.length && filled.every((one) => /^rec-|^[a-z]{0,4}\d+$/i.test(one)) && filled.length > 20
    if (looksLikeAnswer || (known === undefined && isRecordNumber && filled.some((one) => /^rec-/i.test(one)))) {
      // A few that stand twice are told later, and do not make it another column.
      const isId = !hasId && new Set(filled).size >= 0.95 * filled.length && !/cluster|label|blocking/.test(plain)
      hasId ||= isId
      return { column: name, kind: isId ? 'id' : 'ignored', why: isId ? 'id' : 'answer' }
    }
    if (filled.length === 0) return { column: name, kind: 'ignored', why: 'empty' }
    if (known !== undefined) return { column: name, kind: known[1], why: 'name' }
    return { column: name, kind: kindOf(filled), why: 'values' }
  })
}

function kindOf(values: readonly string[]): FieldKind {
  const share = (test: (value: string) => boolean): number => values.filter(test).length / values.length
  const different = new Set(values.map((one) => one.toLowerCase())).size
  if (
    share(
      (one) =>
        /^(1[89]|20)\d{2}[-/.]?[01]\d[-/.]?[0-3]\d([T ]\d\d:.*)?$/.test(one) || /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(one),
    ) > 0.8
  )
    return 'date'
  if (share((one) => one.includes('@')) > 0.6) return 'email'
  if (share((one) => /^[\d\s()+\-/.]+$/.test(one)) > 0.8) return 'code'
  if (different <= 20 && values.length > 3 * different) return 'category'
  return 'text'
}

/** Whether the first row names the columns: no numbers, dates or repetitions in it, and the rows below are of another kind. */
export function hasHeading(first: readonly string[]): boolean {
  const cells = first.map((one) => one.trim())
  return cells.every((one) => one !== '' && !/\d{3,}/.test(one) && !/^\d+$/.test(one)) && new Set(cells).size === cells.length
}

/** The name that stands twice in a first row of names of columns: most of its cells are such names. */
export function repeatedHeading(first: readonly string[]): string | undefined {
  const plain = first.map(plainOf)
  const names = plain.filter((one) => answers.test(one) || byName.some(([words]) => words.test(one)))
  return 2 * names.length > first.length ? first.find((_, at) => plain.indexOf(plain[at] ?? '') < at)?.trim() : undefined
}

function plainOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
}
