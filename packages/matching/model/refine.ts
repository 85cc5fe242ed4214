import type { Corrections, TrainedModel } from './train.ts'
import { probabilityOf } from './weigh.ts'

/**
 * A pair that a person decided: how it compares, what it weighed in bits, what was answered. `group`: pairs that hang together by their records, so
 * that who teaches never judges.
 */
export type Answer = {
  readonly levels: readonly number[]
  readonly weight: number
  readonly isOne: boolean
  readonly group: number
}

/** What was learnt without answers is believed so far: bits around it, of all pairs and of a level. */
const [ofAll, ofLevel] = [0.7, 0.7]
const [rounds, closeEnough] = [500, 1e-7]
/** Answers are left out a fifth at a time; a gain counts from so many standard errors on. */
const [folds, surely] = [5, 1.64]
/** Answers of each kind without which nothing is learnt: of one kind alone one learns that all are of that kind. */
const leastOfEach = 10

/**
 * Learns from answers by how many bits the weight of each level is off: logistic regression on top of what the pairs weighed, shrunk towards it
 * (maximum a posteriori with normal priors; Hoerl & Kennard 1970). Which pairs were asked about may hang on how they compare, not on the answer.
 */
export function correctionsFrom(answers: readonly Answer[], model: Pick<TrainedModel, 'fields'>): Corrections {
  const bits = Float64Array.from(answers, ({ weight }) => weight)
  const at = model.fields.map(({ levels }, field) =>
    levels.map((_, level) => [...answers.keys()].filter((place) => answers[place]?.levels[field] === level)),
  )
  const byField = at.map((levels) => levels.map(() => 0))
  let shift = 0
  const step = (places: readonly number[], now: number, spread: number): number => {
    let [slope, curve] = [-now / spread ** 2, 1 / spread ** 2]
    for (const place of places) {
      const p = probabilityOf(bits[place] ?? 0)
      slope += ((answers[place]?.isOne === true ? 1 : 0) - p) * Math.LN2
      curve += p * (1 - p) * Math.LN2 ** 2
    }
    const moved = Math.max(-1, Math.min(1, slope / curve))
    for (const place of places) bits[place] = (bits[place] ?? 0) + moved
    return moved
  }
  const everyone = [...answers.keys()]
  for (let round = 0; round < rounds; round += 1) {
    let most = 0
    const all = step(everyone, shift, ofAll)
    shift += all
    most = Math.abs(all)
    for (const [field, levels] of at.entries())
      for (const [level, places] of levels.entries()) {
        if (places.length === 0) continue
        const own = byField[field] ?? []
        const moved = step(places, own[level] ?? 0, ofLevel)
        own[level] = (own[level] ?? 0) + moved
        most = Math.max(most, Math.abs(moved))
      }
    if (most < closeEnough) break
  }
  return { shift, byField: byField.map((levels, field) => ordered(levels, model.fields[field]?.weights ?? [])) }
}

/** Corrections after which no weight falls towards a closer level: levels out of order are taken together. */
function ordered(corrections: readonly number[], weights: readonly number[]): readonly number[] {
  const blocks: { sum: number; size: number }[] = []
  for (const [level, one] of corrections.entries()) {
    blocks.push({ sum: one + (weights[level] ?? 0), size: 1 })
    for (let last = blocks.length - 1; last > 0; last -= 1) {
      const [lower, upper] = [blocks[last - 1], blocks[last]]
      if (lower === undefined || upper === undefined || lower.sum / lower.size <= upper.sum / upper.size) break
      blocks.splice(last - 1, 2, { sum: lower.sum + upper.sum, size: lower.size + upper.size })
    }
  }
  return blocks
    .flatMap(({ sum, size }) => Array.from({ length: size }, () => sum / size))
    .map((now, level) => now - (weights[level] ?? 0))
}

/** The bits that corrections add to a pair. */
export function correctionOf({ shift, byField }: Corrections, levels: readonly number[]): number {
  return levels.reduce((sum, level, field) => sum + (level < 0 ? 0 : (byField[field]?.[level] ?? 0)), shift)
}

/** A model whose weights for one person are corrected; people who are two and yet alike stay as they were learnt. */
export function corrected(model: TrainedModel, corrections: Corrections): TrainedModel {
  const { shift, byField } = corrections
  const plus = (weights: readonly number[], field: number): readonly number[] =>
    weights.map((bits, level) => bits + (byField[field]?.[level] ?? 0))
  const more = 2 ** shift
  return {
    ...model,
    share: Math.min(0.5, model.share * more),
    fields: model.fields.map((one, field) => ({ ...one, weights: plus(one.weights, field) })),
    exchanged:
      model.exchanged === undefined
        ? undefined
        : { share: model.exchanged.share * more, weights: model.exchanged.weights.map(plus) },
  }
}

/**
 * Refines a model by what people decided, where that helps measurably: each fifth of the answers, split so that nobody's records are on both sides,
 * is judged by what the others taught. The model says in its record what was tried and whether it was used.
 */
export function refine(model: TrainedModel, answers: readonly Answer[]): TrainedModel {
  const same = answers.filter(({ isOne }) => isOne).length
  const different = answers.length - same
  if (Math.min(same, different) < leastOfEach) {
    const corrections = { shift: 0, byField: model.fields.map(({ levels }) => levels.map(() => 0)) }
    return { ...model, refined: { same, different, gain: 0, error: 0, outcome: 'too-few', corrections } }
  }
  const { gain, error } = heldOut(answers, model)
  const helps = gain > surely * error
  const corrections = correctionsFrom(answers, model)
  return {
    ...(helps ? corrected(model, corrections) : model),
    refined: { same, different, gain, error, outcome: helps ? 'used' : 'no-help', corrections },
  }
}

/** How much less surprising answers become, in bits an answer, by what the answers of other groups teach. */
function heldOut(
  answers: readonly Answer[],
  model: Pick<TrainedModel, 'fields'>,
): { readonly gain: number; readonly error: number } {
  const groups = [...Map.groupBy(answers, ({ group }) => group).values()]
  const gains = Array.from({ length: folds }, (_, fold) => {
    const [judging, teaching] = [groups.filter((__, at) => at % folds === fold), groups.filter((__, at) => at % folds !== fold)]
    const corrections = correctionsFrom(teaching.flat(), model)
    return judging.map((group) => group.reduce((sum, one) => sum + gainOf(one, correctionOf(corrections, one.levels)), 0))
  }).flat()
  const sum = gains.reduce((all, one) => all + one, 0)
  const mean = sum / gains.length
  const spread = gains.reduce((all, one) => all + (one - mean) ** 2, 0)
  return {
    gain: sum / answers.length,
    error: Math.sqrt((spread * gains.length) / Math.max(1, gains.length - 1)) / answers.length,
  }
}

function gainOf({ weight, isOne }: Answer, bits: number): number {
  const surprise = (of: number): number => Math.log2(1 + 2 ** (isOne ? -of : of))
  return surprise(weight) - surprise(weight + bits)
}
