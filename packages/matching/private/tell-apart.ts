/** What the similarities of two files say by themselves, without anybody having said of one pair what is true. */
export type Apart = {
  /** The probability that a pair of this similarity is one person; never falling. */
  readonly probabilityOf: (similarity: number) => number
  /** From which similarity on it is at least one half; nothing where nobody seems to be in both files. */
  readonly threshold: number | undefined
  /** How many of the pairs kept are expected to be one person. */
  readonly expected: number
  readonly converged: boolean
}

const bins = 400
const mostRounds = 2000

type Mixture = { readonly share: number; readonly fall: number; readonly alpha: number; readonly beta: number }

/**
 * Tells one person from strangers by a mixture of two (expectation–maximisation: Dempster, Laird & Rubin 1977). Strangers become evenly fewer the more alike they
 * are (exponential from `least` on); the others are alike by a beta distribution. `found`: by similarity, how much a pair found stands for.
 * Where a mixture explains no more than strangers alone (Schwarz 1978), nobody is one person.
 */
export function tellApart(
  similarity: Float64Array,
  { least, foundOf }: { readonly least: number; readonly foundOf: (similarity: number) => number },
): Apart {
  const width = Math.max(1e-9, 1 - least)
  const counts = new Float64Array(bins)
  for (const one of similarity) {
    const bin = Math.min(bins - 1, Math.floor((bins * (one - least)) / width))
    counts[bin] = (counts[bin] ?? 0) + 1 / Math.max(0.1, foundOf(one))
  }
  const at = Float64Array.from({ length: bins }, (_, bin) => (bin + 0.5) / bins)
  const total = counts.reduce((sum, one) => sum + one, 0)
  const alone = { share: 0, fall: fallOf(counts, at), alpha: 2, beta: 1 }
  const { mixture, converged } = fit(counts, at)
  const gain = likelihood(counts, at, mixture) - likelihood(counts, at, alone)
  const isTwo = gain > 2 * Math.log(Math.max(2, total)) && mixture.share * total >= 1
  if (!isTwo) return { probabilityOf: () => 0, threshold: undefined, expected: 0, converged: true }
  const rising = new Float64Array(bins)
  let most = 0
  for (const [bin, place] of at.entries()) {
    most = Math.max(most, personOf(mixture, place))
    rising[bin] = most
  }
  const first = rising.findIndex((one) => one >= 0.5)
  return {
    probabilityOf: (one) => rising[Math.min(bins - 1, Math.max(0, Math.floor((bins * (one - least)) / width)))] ?? 0,
    threshold: first === -1 ? undefined : least + (first / bins) * width,
    expected: mixture.share * total,
    converged,
  }
}

function fit(counts: Float64Array, at: Float64Array): { readonly mixture: Mixture; readonly converged: boolean } {
  let mixture: Mixture = { share: 0.1, fall: fallOf(counts, at), alpha: 6, beta: 2 }
  for (let round = 0; round < mostRounds; round += 1) {
    const person = counts.map((count, bin) => count * personOf(mixture, at[bin] ?? 0))
    const others = counts.map((count, bin) => count - (person[bin] ?? 0))
    const all = counts.reduce((sum, one) => sum + one, 0)
    const share = Math.min(0.999, Math.max(1e-9, person.reduce((sum, one) => sum + one, 0) / Math.max(1, all)))
    const next = { share, fall: fallOf(others, at), ...betaOf(person, at) }
    const shift = Math.abs(next.share - mixture.share) + Math.abs(next.fall - mixture.fall) / mixture.fall
    mixture = next
    if (shift < 1e-9) return { mixture, converged: true }
  }
  return { mixture, converged: false }
}

function densities({ fall, alpha, beta }: Mixture, place: number): { readonly person: number; readonly stranger: number } {
  const logBeta = logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta)
  return {
    person: Math.exp(logBeta + (alpha - 1) * Math.log(place) + (beta - 1) * Math.log(1 - place)),
    stranger: (fall * Math.exp(-fall * place)) / (1 - Math.exp(-fall)),
  }
}

function personOf(mixture: Mixture, place: number): number {
  const { person, stranger } = densities(mixture, place)
  const one = mixture.share * person
  return one / (one + (1 - mixture.share) * stranger)
}

function likelihood(counts: Float64Array, at: Float64Array, mixture: Mixture): number {
  return counts.reduce((sum, count, bin) => {
    const { person, stranger } = densities(mixture, at[bin] ?? 0)
    return count === 0 ? sum : sum + count * Math.log(mixture.share * person + (1 - mixture.share) * stranger)
  }, 0)
}

/** How fast an exponential distribution cut off at 1 falls, from its mean. */
function fallOf(weights: Float64Array, at: Float64Array): number {
  const mean = momentsOf(weights, at).mean
  let [low, high] = [0.01, 2000]
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2
    const expected = 1 / middle - 1 / Math.expm1(middle)
    if (expected > mean) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** A beta distribution by its moments. One person is seldom no more alike than strangers: it begins at nothing. */
function betaOf(weights: Float64Array, at: Float64Array): { readonly alpha: number; readonly beta: number } {
  const { mean, variance } = momentsOf(weights, at)
  const middle = Math.min(0.995, Math.max(leastMean, mean))
  const size = Math.min(500, Math.max(3, (middle * (1 - middle)) / Math.max(1e-6, variance) - 1))
  return { alpha: Math.max(1.5, middle * size), beta: Math.max(0.5, (1 - middle) * size) }
}

/** One person is on average at least so much more alike than what was kept at all: otherwise a crooked tail of strangers would be taken for them. */
const leastMean = 0.4

function momentsOf(weights: Float64Array, at: Float64Array): { readonly mean: number; readonly variance: number } {
  let [whole, first, second] = [0, 0, 0]
  for (const [bin, weight] of weights.entries()) {
    const place = at[bin] ?? 0
    whole += weight
    first += weight * place
    second += weight * place * place
  }
  if (whole <= 0) return { mean: 0.5, variance: 0.05 }
  const mean = first / whole
  return { mean, variance: Math.max(0, second / whole - mean * mean) }
}

/** The logarithm of the gamma function: Stirling's series, after stepping up to where it is exact enough (Abramowitz & Stegun 6.1.41). */
function logGamma(value: number): number {
  let [at, shift] = [value, 0]
  for (; at < 12; at += 1) shift += Math.log(at)
  const series = 1 / (12 * at) - 1 / (360 * at ** 3) + 1 / (1260 * at ** 5)
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift
}
