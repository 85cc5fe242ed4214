import type { QuestionType } from '../form.ts'

export type RowType =
  | { readonly kind: 'question'; readonly type: QuestionType; readonly list?: string; readonly other: boolean }
  | { readonly kind: 'begin'; readonly section: 'group' | 'repeat' }
  | { readonly kind: 'end'; readonly section: 'group' | 'repeat' }
  | { readonly kind: 'note' | 'calculation' }
  /** A type of XLSForm that has no equivalent here. */
  | { readonly kind: 'left-out' }
  | { readonly kind: 'unknown' }

const plain: Readonly<Record<string, QuestionType>> = {
  text: 'text',
  string: 'text',
  integer: 'integer',
  int: 'integer',
  decimal: 'decimal',
  date: 'date',
  image: 'image',
  photo: 'image',
  geopoint: 'place',
  location: 'place',
  gps: 'place',
}

/** Types that XLSForm knows and a form here does not (xlsform.org, “Question types” and “Metadata”). */
const leftOut = new Set(
  'time dateTime datetime audio video file barcode geotrace geoshape rank range acknowledge trigger hidden xml-external csv-external start end today deviceid username email phonenumber audit start-geopoint start-geotrace start-geoshape background-audio background-geopoint simserial subscriberid'.split(
    ' ',
  ),
)
const leftOutFirst = new Set([
  'rank',
  'select_one_from_file',
  'select_multiple_from_file',
  'select_one_external',
  'osm',
  'entity',
])

/** What the cell `type` says. */
export function typeIn(cell: string): RowType {
  const words = cell.trim().split(/\s+/u)
  const [first = '', second = ''] = words
  const small = cell.trim().toLowerCase().replaceAll(/\s+/gu, ' ')
  const section = /^(begin|end)[ _](group|repeat)$/u.exec(small)
  if (section !== null)
    return { kind: section[1] === 'begin' ? 'begin' : 'end', section: section[2] === 'group' ? 'group' : 'repeat' }
  const select = /^(select[_ ]one|select[_ ]multiple|select1|select all that apply)(?: from)? (\S+)( or[_ ]other)?$/iu.exec(
    cell.trim().replaceAll(/\s+/gu, ' '),
  )
  if (select !== null && !leftOutFirst.has(first.toLowerCase())) {
    const many = /multiple|all/iu.test(select[1] ?? '')
    return { kind: 'question', type: many ? 'many' : 'one', list: select[2] ?? '', other: select[3] !== undefined }
  }
  const type = Object.hasOwn(plain, small) ? plain[small] : undefined
  if (type !== undefined) return { kind: 'question', type, other: false }
  if (small === 'note') return { kind: 'note' }
  if (small === 'calculate') return { kind: 'calculation' }
  if (leftOut.has(cell.trim()) || leftOut.has(small) || (leftOutFirst.has(first.toLowerCase()) && second !== ''))
    return { kind: 'left-out' }
  return { kind: 'unknown' }
}

export const typeNames: readonly string[] = [
  ...Object.keys(plain),
  'select_one',
  'select_multiple',
  'note',
  'calculate',
  'begin_group',
  'end_group',
  'begin_repeat',
  'end_repeat',
]
