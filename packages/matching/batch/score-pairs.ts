import type { Terms } from '../frozen/frozen-model.ts'
import type { ComparisonOf } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import { mostWithoutOwn, sharedPart, strangersOf, weighLevels } from '../model/weigh.ts'
import type { Store } from './database.ts'
import { mostGiven, termSql } from './terms.ts'

/** Pairs less likely than this are not written. */
export const leastProbability = 0.01
/** Levels of so many fields are written as one number, each as a digit of this radix. */
const [together, radix] = [12, 16n]

/**
 * Makes `scored`: candidates with weight in bits, to a millionth, and probability, as `weigh` of the model says; how rare a value is says `applyTerms`. Pairs that
 * compare alike are weighed once; those that no rare name could make likely are left there.
 */
export async function scorePairs(
  store: Store,
  comparisons: readonly ComparisonOf[],
  { model, terms }: { readonly model: TrainedModel; readonly terms: readonly Terms[] },
): Promise<void> {
  const rare = comparisons.flatMap((_, at) => {
    const sql = termSql(comparisons, terms, at)
    return sql === undefined ? [] : [{ at, sql }]
  })
  await weighPatterns(store, comparisons, model)
  const classes = [...model.others.keys()]
  const codes = codesOf(comparisons.map((_, at) => `c.g${at} + 1`))
  const sum = rare.map(({ at }) => ` + t${at}`).join('')
  const against = classes.map(
    (of) => `pow(2, o${of}${rare.map(({ at }) => partly(sharedPart(model, of, at), `t${at}`)).join('')})`,
  )
  const weight = `person${sum} - log2(${[String(strangersOf(model)), ...against].join(' + ')})`
  await store.run(
    `create or replace table scored as select a, b, w, 1 / (1 + pow(2, -w)) as p from (
      select a, b, round(case when own = 1 then ${weight} else least(${mostWithoutOwn}, ${weight}) end, 6) as w from (
        select c.a, c.b, pattern.* ${rare.map(({ at, sql }) => `, ${sql} as t${at}`).join('')}
          from comp c join pattern on ${codes.map((code, part) => `pattern.c${part} = ${code}`).join(' and ')} join rec l on l.n = c.a))
      where w >= ${leastBits}`,
  )
  await store.run('drop table pattern')
}

const leastBits = Math.log2(leastProbability / (1 - leastProbability))

/** Makes `pattern`: of each way in which candidates compare and that may be one person, the bits of each class. */
async function weighPatterns(store: Store, comparisons: readonly ComparisonOf[], model: TrainedModel): Promise<void> {
  const codes = codesOf(comparisons.map((_, at) => `comp.g${at} + 1`))
  const names = comparisons.map((_, at) => `g${at}`)
  const found: (readonly unknown[])[] = []
  for await (const piece of store.pieces(`select ${names.join(', ')} from comp group by all`)) found.push(...piece)
  const [of, against] = [codes.map((_, part) => `c${part} bigint`), model.others.map((_, one) => `o${one} double`)]
  await store.run(`create or replace table pattern (${[...of, 'person double', 'own integer', ...against].join(', ')})`)
  const { add, end } = await store.append('pattern')
  for (const row of found) {
    const levels = row.map(Number)
    const { person, others, isOwn } = weighLevels(model, levels)
    // Strangers are nearly all pairs: the bits of their share are a thousandth.
    const agreed = levels.filter((level, at) => level > 0 && comparisons[at]?.frequency !== undefined).length
    if (person + mostGiven * agreed >= leastBits - 0.1) add([...codeOf(levels), person, isOwn ? 1 : 0, ...others])
  }
  end()
}

function codesOf(digits: readonly string[]): readonly string[] {
  return parts(digits).map((part) => part.map((digit, at) => `(${digit}) * ${radix ** BigInt(at)}::bigint`).join(' + '))
}

function codeOf(levels: readonly number[]): readonly bigint[] {
  return parts(levels).map((part) => part.reduce((code, level, at) => code + BigInt(level + 1) * radix ** BigInt(at), 0n))
}

function parts<One>(list: readonly One[]): readonly (readonly One[])[] {
  return Array.from({ length: Math.ceil(list.length / together) }, (_, at) => list.slice(at * together, (at + 1) * together))
}

function partly(part: number, term: string): string {
  if (part >= 1) return ` + ${term}`
  return part <= 0 ? '' : ` + log2(${part} * pow(2, ${term}) + ${1 - part})`
}
