import { missing, otherwise, type ComparisonOf, type Test } from './level.ts'

/** The level of a comparison as a number, of the rows `l` and `r`: -1 missing, 0 none, the closest the highest. */
export function levelSql({ needs, levels }: ComparisonOf): string {
  const lacks = needs.flatMap((column) => [`l.${column} is null`, `r.${column} is null`]).join(' or ')
  const cases = levels.map(({ test }, at) => `when ${testSql(test)} then ${levels.length - at}`)
  return `case when ${lacks} then ${missing} ${cases.join(' ')} else ${otherwise} end`
}

/** Whether a test holds; never null. */
export function testSql(test: Test): string {
  switch (test.is) {
    case 'same':
      return `coalesce(l.${test.of} = r.${test.as ?? test.of}, false)`
    case 'alike':
      return `coalesce(jaro_winkler_similarity(l.${test.of}, r.${test.as ?? test.of}) >= ${test.least}, false)`
    case 'edited':
      return `coalesce(damerau_levenshtein(l.${test.of}, r.${test.as ?? test.of}) <= ${test.most}, false)`
    case 'close':
      return `coalesce(abs(l.${test.of} - r.${test.of}) <= ${test.most}, false)`
    case 'shares':
      return `coalesce(len(list_intersect(l.${test.of}, r.${test.of})) >= ${test.least} * least(len(l.${test.of}), len(r.${test.of})), false)`
    case 'begins':
      return (
        `coalesce(least(length(l.${test.of}), length(r.${test.of})) >= ${test.letters} and ` +
        `(starts_with(l.${test.of}, r.${test.of}) or starts_with(r.${test.of}, l.${test.of})), false)`
      )
    case 'all':
    case 'any':
      return `(${test.of.map(testSql).join(test.is === 'all' ? ' and ' : ' or ')})`
  }
}
