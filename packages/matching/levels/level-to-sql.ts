import { missing, otherwise, type ComparisonOf, type Test } from './level.ts'

/** The column that holds which letters a text column has, where there is one: see `lettersOf`. */
export type Lettered = (column: string) => string | undefined

const unlettered: Lettered = () => undefined

/**
 * The level of a comparison as a number, of the rows `l` and `r`: -1 missing, 0 none, the closest the highest. With `lettered`, a measure is
 * only computed where the letters of the two leave it possible; the level is the same.
 */
export function levelSql({ needs, when, levels }: ComparisonOf, lettered: Lettered = unlettered): string {
  const silent = needs.flatMap((column) => [`l.${column} is null`, `r.${column} is null`])
  const lacks = (when === undefined ? silent : [...silent, `not ${testSql(when, lettered)}`]).join(' or ')
  const cases = levels.map(({ test }, at) => `when ${testSql(test, lettered)} then ${levels.length - at}`)
  return `case when ${lacks} then ${missing} ${cases.join(' ')} else ${otherwise} end`
}

/** Whether a test holds; never null. */
export function testSql(test: Test, lettered: Lettered): string {
  switch (test.is) {
    case 'same':
      return `coalesce(l.${test.of} = r.${test.as ?? test.of}, false)`
    case 'alike':
      return `coalesce(${mayBeAlike(test, lettered)}jaro_winkler_similarity(l.${test.of}, r.${test.as ?? test.of}) >= ${test.least}, false)`
    case 'edited':
      return `coalesce(${mayBeEdited(test, lettered)}damerau_levenshtein(l.${test.of}, r.${test.as ?? test.of}) <= ${test.most}, false)`
    case 'differs':
      return `coalesce(case when length(l.${test.of}) = length(r.${test.of}) and length(l.${test.of}) > 0 then hamming(l.${test.of}, r.${test.of}) <= ${test.most} else l.${test.of} = r.${test.of} end, false)`
    case 'close':
      return `coalesce(abs(l.${test.of} - r.${test.of}) <= ${test.most}, false)`
    case 'shares':
      return `coalesce(len(list_intersect(l.${test.of}, r.${test.of})) >= ${test.least} * least(len(l.${test.of}), len(r.${test.of})), false)`
    case 'begins':
      return (
        `coalesce(least(length(l.${test.of}), length(r.${test.of})) >= ${test.letters} and ` +
        `(starts_with(l.${test.of}, r.${test.of}) or starts_with(r.${test.of}, l.${test.of})), false)`
      )
    case 'common':
      return commonSql(test)
    case 'not':
      return `(not ${testSql(test.of, lettered)})`
    case 'all':
    case 'any':
      return `(${test.of.map((one) => testSql(one, lettered)).join(test.is === 'all' ? ' and ' : ' or ')})`
  }
}

function commonSql({ of, as = of, words, near }: Extract<Test, { is: 'common' }>): string {
  const isNear = near === undefined ? '' : ` or (least(length(x), length(y)) >= ${near} and damerau_levenshtein(x, y) <= 1)`
  const count = (from: string, to: string): string =>
    `len(list_filter(${from}, lambda x: len(list_filter(${to}, lambda y: x = y${isNear})) > 0))`
  const [l, r] = [`l.${of}`, `r.${as}`]
  return `coalesce(least(${count(l, r)}, ${count(r, l)}) >= ${words === 'all' ? `least(len(${l}), len(${r}))` : words}, false)`
}

/**
 * So many edits change the length by no more, which letters there are by no more than two for each, and are no more than two for each where
 * swapped neighbours count as two (Levenshtein), which DuckDB computes much faster.
 */
function mayBeEdited(test: Extract<Test, { is: 'edited' }>, lettered: Lettered): string {
  const [l, r] = [test.of, test.as ?? test.of]
  const short = `abs(length(l.${l}) - length(r.${r})) <= ${test.most} and `
  const near = `levenshtein(l.${l}, r.${r}) <= ${2 * test.most} and `
  const [a, b] = [lettered(l), lettered(r)]
  return a === undefined || b === undefined ? '' : `${short}bit_count(xor(l.${a}, r.${b})) <= ${2 * test.most} and ${near}`
}

/** Letters that the other does not have are in common with none of it, which bounds Jaro's similarity; a prefix adds at most two fifths of the rest. */
function mayBeAlike(test: Extract<Test, { is: 'alike' }>, lettered: Lettered): string {
  const [l, r] = [test.of, test.as ?? test.of]
  const [a, b] = [lettered(l), lettered(r)]
  if (a === undefined || b === undefined) return ''
  const part = (own: string, other: string, text: string): string =>
    `bit_count(${own} & ~${other}) / greatest(1, length(${text}))`
  const most = `3 - ${part(`l.${a}`, `r.${b}`, `l.${l}`)} - ${part(`r.${b}`, `l.${a}`, `r.${r}`)}`
  const needed = (jaro: number): string => (3 * jaro - 1e-9).toFixed(12)
  return `${most} >= case when left(l.${l}, 1) = left(r.${r}, 1) then ${needed((test.least - 0.4) / 0.6)} else ${needed(test.least)} end and `
}

/** Which letters a folded text has, one bit for each of a to z, and five for what else there is. */
export function lettersOf(text: string): number {
  let bits = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 5))
  }
  return bits
}
