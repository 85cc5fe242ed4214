import { protectCell, protectTable, pTable } from '../packages/disclosure/index.ts'
import {
  againstCellKeys,
  allTables,
  aPopulation,
  differencingAttack,
  populationDimensions,
} from '../packages/disclosure/testing/index.ts'
import { percentile, print } from './figures.ts'

/** How long a safe table of 100,000 persons takes, and what a differencing attack finds in 60 made-up populations. */
const noise = pTable({ D: 5, V: 3, js: 2 })

const rows = aPopulation(100_000, 1)
const times = Array.from({ length: 7 }, () => {
  const started = performance.now()
  protectTable({ rows, dimensions: populationDimensions.slice(0, 3), pTable: noise })
  return performance.now() - started
})
print('safe table, 100,000 persons × 3 dimensions, all margins', `${percentile(times, 0.5).toFixed(0)} ms`, 'none set')

const reports = Array.from({ length: 60 }, (_, index) => {
  const { tables, truth } = allTables(aPopulation(2000, index + 1), (count, key) => protectCell(count, key, noise))
  return differencingAttack(tables, { truth, method: againstCellKeys(noise) })
})
const sum = (of: (report: (typeof reports)[number]) => number): number => reports.reduce((total, report) => total + of(report), 0)
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
print(
  'differencing over 41 tables × 60 populations of 2,000: cells pinned',
  `${sum(({ pinned }) => pinned)} of ${sum(({ smallCells }) => smallCells)}, in ${reports.filter(({ pinned }) => pinned > 0).length} of 60`,
  '0',
)
print(
  'the same: small cells guessed right, best way / always the commonest',
  `${percent(sum(({ best }) => best) / 60)} / ${percent(sum(({ baseline }) => baseline) / 60)}`,
  'none set',
)
