import { measureInterview } from '@convive/rules'
import { print } from './figures.ts'

/**
 * Mean questions of the interview against the brute-force optimum, on a pack of ten facts: both know how common each answer is, and both
 * question the same made-up people. The optimum is the peer: nothing can ask fewer.
 */
for (const seed of [1, 2, 3]) {
  const measured = measureInterview({ people: 2000, seed })
  print(
    `interview: mean questions of 10, ${measured.people} people, seed ${measured.seed}`,
    `${measured.greedyMean.toFixed(3)} against ${measured.optimumMean.toFixed(3)} = ${(measured.greedyMean / measured.optimumMean).toFixed(3)} ×`,
    '≤ 1.15 ×',
  )
}
