/**
 * The distribution of greatest entropy over whole-number `deviations` with mean 0 and the given variance, or the nearest
 * variance that mean 0 allows. Deviations ascend and lie on both sides of 0. Marley & Leaver 2011; Giessing 2016, section 2.
 */
export function maximumEntropy(deviations: readonly number[], variance: number): readonly number[] {
  const { least, most } = variancesWithMeanZero(deviations)
  if (variance <= least.variance + edge) return least.probabilities
  if (variance >= most.variance - edge) return most.probabilities
  return solveDual(deviations, variance)
}

/** Within this of the boundary the multipliers run to infinity; the boundary itself is exact. */
const edge = 1e-9

type Spread = { readonly variance: number; readonly probabilities: readonly number[] }

/** Mean 0 with the least variance uses the two deviations nearest to 0 (or 0 alone), with the most the two farthest. */
function variancesWithMeanZero(deviations: readonly number[]): { readonly least: Spread; readonly most: Spread } {
  const below = deviations.filter((deviation) => deviation < 0)
  const above = deviations.filter((deviation) => deviation > 0)
  if (below.length === 0 || above.length === 0) throw new Error('no unbiased noise over deviations on one side of 0')
  const on = (low: number, high: number): Spread => ({
    variance: -low * high,
    probabilities: deviations.map((deviation) => {
      if (deviation === low) return high / (high - low)
      return deviation === high ? -low / (high - low) : 0
    }),
  })
  const none: Spread = { variance: 0, probabilities: deviations.map((deviation) => (deviation === 0 ? 1 : 0)) }
  const least = deviations.includes(0) ? none : on(Math.max(...below), Math.min(...above))
  return { least, most: on(Math.min(...below), Math.max(...above)) }
}

/** p(d) ∝ exp(λd + μd²); (λ, μ) minimise the convex dual log Σ exp(λd + μd²) − μV, found by Newton steps, halved when too long. */
function solveDual(deviations: readonly number[], variance: number): readonly number[] {
  let lambda = 0
  let mu = 0
  for (let round = 0; round < 200; round += 1) {
    const { moments, dual } = evaluate(deviations, { lambda, mu, variance })
    const [first, second, third, fourth] = moments
    const slope = [first, second - variance] as const
    if (Math.abs(slope[0]) + Math.abs(slope[1]) < 1e-13) break
    const [a, b, c] = [second - first * first, third - first * second, fourth - second * second]
    const determinant = a * c - b * b
    const step = [(b * slope[1] - c * slope[0]) / determinant, (b * slope[0] - a * slope[1]) / determinant] as const
    let length = 1
    const worse = (): boolean =>
      evaluate(deviations, { lambda: lambda + length * step[0], mu: mu + length * step[1], variance }).dual > dual + 1e-14
    while (length > 1e-6 && worse()) length /= 2
    lambda += length * step[0]
    mu += length * step[1]
  }
  const { probabilities, moments } = evaluate(deviations, { lambda, mu, variance })
  if (!(Math.abs(moments[0]) < 1e-10 && Math.abs(moments[1] - variance) < 1e-10))
    throw new Error('maximum entropy did not converge')
  return probabilities
}

type Point = { readonly lambda: number; readonly mu: number; readonly variance: number }

function evaluate(deviations: readonly number[], { lambda, mu, variance }: Point) {
  const exponents = deviations.map((deviation) => lambda * deviation + mu * deviation * deviation)
  const highest = Math.max(...exponents)
  const weights = exponents.map((exponent) => Math.exp(exponent - highest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const probabilities = weights.map((weight) => weight / total)
  const moment = (power: number): number =>
    probabilities.reduce((sum, probability, index) => sum + probability * (deviations[index] ?? 0) ** power, 0)
  const moments = [moment(1), moment(2), moment(3), moment(4)] as const
  return { probabilities, moments, dual: highest + Math.log(total) - mu * variance }
}
