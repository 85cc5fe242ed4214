import { measureInterview } from '@convive/rules'
import { print } from './figures.ts'

/** Mean questions of the interview against the brute-force optimum on a pack of ten facts. */
const measured = measureInterview({ people: 2000, seed: 1 })
print(
  `interview: mean questions, ${measured.people} people, seed ${measured.seed}`,
  `${measured.greedyMean.toFixed(3)} against ${measured.optimumMean.toFixed(3)} = ${(measured.greedyMean / measured.optimumMean).toFixed(3)} ×`,
  '≤ 1.15 ×',
)
