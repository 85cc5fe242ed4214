import { nearestName, refuse, ok, type Result } from '@convive/kernel'
import { plain, type Column, type CommonAnswer, type Vocabulary } from './column.ts'
import { readDate, type DateOrder } from './read-date.ts'

/** What a cell says, as registration takes it; nothing when it is empty. A refusal names the cell's column. */
export function readCell(
  column: Column,
  text: string,
  { vocabulary, order }: { readonly vocabulary: Vocabulary; readonly order: DateOrder },
): Result<unknown> {
  const trimmed = text.trim()
  if (trimmed === '') return ok(undefined)
  const bracketed = /^[([].*[)\]]$/s.test(trimmed)
  const common = vocabulary.answers.get(plain(trimmed))
  if (bracketed || (column.kind !== 'name' && column.kind !== 'words' && column.kind !== 'reference')) {
    if (common === 'unknown' || common === 'declined' || common === 'none') return openState(column, common)
  }
  switch (column.kind) {
    case 'reference':
    case 'name':
    case 'words':
      return ok(trimmed)
    case 'date':
      return ok(readDate(trimmed, order))
    case 'age':
      return /^\d{1,3}$/.test(trimmed) ? ok(Number(trimmed)) : refuse({ code: 'registry/age-impossible', at: column.code })
    case 'boolean':
    case 'needs':
    case 'consent':
      return common === 'yes' || common === 'no' ? ok(yesOrNo(column, common)) : unknownWord(column, trimmed, vocabulary)
    case 'code':
      return readCode(column, trimmed, vocabulary)
    case 'codes':
      return readCodes(column, trimmed, vocabulary)
  }
}

function openState(column: Column, state: 'unknown' | 'declined' | 'none'): Result<unknown> {
  if (column.kind === 'needs') return ok(state === 'none' ? 'no' : state)
  return column.kind === 'consent' ? refuse({ code: 'exchange/value-unknown', at: column.code }) : ok({ state })
}

function yesOrNo(column: Column, answer: 'yes' | 'no'): unknown {
  if (column.kind === 'boolean') return answer === 'yes'
  return column.kind === 'needs' ? answer : answer === 'yes' ? 'given' : 'refused'
}

function readCode(column: Column, text: string, vocabulary: Vocabulary): Result<unknown> {
  const code = vocabulary.codes.get(column.list ?? '')?.get(plain(text))
  return code === undefined ? unknownWord(column, text, vocabulary) : ok(code)
}

function readCodes(column: Column, text: string, vocabulary: Vocabulary): Result<unknown> {
  const codes: unknown[] = []
  for (const one of text.split(/[/;,|\n]/).filter((part) => part.trim() !== '')) {
    const code = readCode(column, one, vocabulary)
    if (!code.ok) return code
    codes.push(code.value)
  }
  return ok([...new Set(codes)])
}

const yesWords: readonly CommonAnswer[] = ['yes', 'no', 'unknown', 'declined']

/** The word that was probably meant is told, when one is like it: it comes from our list, not from the file. */
function unknownWord(column: Column, text: string, vocabulary: Vocabulary): Result<never> {
  const known =
    column.list === undefined
      ? [...vocabulary.answers].flatMap(([word, answer]) => (yesWords.includes(answer) && word.length > 1 ? [word] : []))
      : [...(vocabulary.codes.get(column.list)?.keys() ?? [])]
  const near = plain(text).length < 3 ? undefined : nearestName(plain(text), known)
  return refuse(
    near === undefined
      ? { code: 'exchange/value-unknown', at: column.code }
      : { code: 'exchange/value-like', at: column.code, with: { word: near } },
  )
}
