import type { ComparisonOf } from '../levels/level.ts'
import type { Field } from './fields.ts'

/** In what two values are alike, finer than a level where that says it better. Each is a text `matching.words.…`. */
export const words = [
  'same',
  'order-of-two',
  'order',
  'sound',
  'letter',
  'part',
  'begins',
  'spelling',
  'crossed',
  'words',
  'swapped',
  'day-month',
  'month-year',
  'year',
  'years',
  'digit',
  'turned',
  'longer',
  'digits',
  'before-at',
  'other',
] as const

/** Level names whose word depends on the two values, of the rows `l` and `r`. */
function finer({ kind, at }: Field, level: string): string | undefined {
  const [x, y] = [`l.${at}_x`, `r.${at}_x`]
  switch (kind) {
    case 'given':
    case 'family':
    case 'name':
      return level === 'sound' || level === 'alike' ? ofNames(at) : undefined
    case 'text':
      if (level === 'alike') return ofNames(at)
      return level === 'words'
        ? `case when len(list_intersect(l.${at}_w, r.${at}_w)) > 0 then 'words' else 'spelling' end`
        : undefined
    case 'date':
      return level === 'near'
        ? `case when l.${at}_md = r.${at}_md then 'day-month' when l.${at}_ym = r.${at}_ym then 'month-year' else 'digits' end`
        : undefined
    case 'document':
    case 'code':
      return level === 'digit'
        ? `case when length(${x}) <> length(${y}) then 'longer' when hamming(${x}, ${y}) = 1 then 'digit' else 'turned' end`
        : undefined
    case 'email':
      return level === 'alike' ? "'spelling'" : undefined
    case 'category':
      return undefined
  }
}

function ofNames(at: string): string {
  const [x, y, v, w] = [`l.${at}_x`, `r.${at}_x`, `l.${at}_w`, `r.${at}_w`]
  return `case when ${v} = ${w} then case when len(${v}) = 2 then 'order-of-two' else 'order' end
    when l.${at}_s = r.${at}_s then 'sound' when damerau_levenshtein(${x}, ${y}) <= 1 then 'letter'
    when len(list_intersect(${v}, ${w})) = least(len(${v}), len(${w})) then 'part'
    when starts_with(${x}, ${y}) or starts_with(${y}, ${x}) then 'begins' else 'spelling' end`
}

/** The word for the level in `level`, a column; null where nothing is known. */
export function wordSql(field: Field, { levels }: ComparisonOf, level: string): string {
  const named = levels.map(
    ({ name }, at) => `when ${levels.length - at} then ${finer(field, name) ?? `'${name.replaceAll("'", "''")}'`}`,
  )
  return `case ${level} ${named.join(' ')} when 0 then 'other' end`
}
