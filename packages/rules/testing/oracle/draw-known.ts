import type { Chance } from './chance.ts'
import type { Known, OracleFact } from './rule.ts'

const days = [
  '2023-12-31',
  '2024-01-01',
  '2024-01-31',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2006-02-28',
  '2006-03-01',
  '2023-08-31',
]
const months = ['2024-01', '2024-02', '2023-12', '2006-02', '2023-08', '2023-03']
export const drawnDays: readonly string[] = ['2024-02-28', '2024-02-29', '2024-03-31', '2024-12-31', '2025-01-01', '2023-02-28']

/** What is known of the facts named: about half of them nothing, days often only to the month and one at most to the year. */
export function drawKnown(
  chance: Chance,
  facts: Readonly<Record<string, OracleFact>>,
  named: readonly string[],
): Readonly<Record<string, Known>> {
  const known: Record<string, Known> = {}
  let years = 0
  for (const id of named) {
    const fact = facts[id]
    const roll = chance.below(20)
    if (fact === undefined || roll < 9) continue
    if (roll < 11) known[id] = { state: chance.one(['declined', 'unknown']) }
    else if (roll === 11 && fact.nullable === true) known[id] = { state: 'null' }
    else if (fact.type === 'date' && roll < 15) known[id] = chance.one(months)
    else if (fact.type === 'date' && roll === 15 && years === 0) {
      years += 1
      known[id] = chance.one(['2023', '2024', '2006'])
    } else known[id] = value(chance, fact)
  }
  return known
}

function value(chance: Chance, { type, codes = [] }: OracleFact): Known {
  switch (type) {
    case 'boolean':
      return chance.below(2) === 0
    case 'number':
      return chance.below(9) - 3
    case 'date':
      return chance.one(days)
    case 'text':
      return chance.one(['x', 'y', 'somewhere'])
    case 'code':
      return chance.one(codes)
    case 'codes':
      return codes.filter(() => chance.below(2) === 0)
  }
}
