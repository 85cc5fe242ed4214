import type { FactDefinition, FactState } from '@convive/facts'
import { chanceOf, addMonths, type CalendarDate } from '@convive/kernel'
import { buildPopulation, drawFacts, type FactMargin, type Population } from '@convive/rules'
import type { Assumption, CountedCell, SimulationAsked } from './simulation.ts'

/** More people than this are drawn as fewer, each of whom stands for several. */
export const mostPeople = 100_000

type Asked = Pick<SimulationAsked, 'cells' | 'assumptions' | 'householdSize' | 'today' | 'country'>

/**
 * People made up from published counts: as many of each sex, age group and nationality as were published, born on any day of their age
 * group. What nobody counted is as it was assumed, by itself, and otherwise unknown. The same counts give the same people.
 */
export function makePeople(
  { cells, assumptions, householdSize, today, country }: Asked,
  facts: readonly FactDefinition[],
): { readonly population: Population; readonly each: number } {
  const total = cells.reduce((sum, { count }) => sum + count, 0)
  const each = Math.max(1, Math.ceil(total / mostPeople))
  const chance = chanceOf(7)
  const margins = new Map(
    facts.flatMap(({ id, type }): readonly (readonly [string, FactMargin])[] => {
      const assumed = assumptions[id]
      return assumed === undefined ? [] : [[id, marginOf(assumed, type)]]
    }),
  )
  const builder = buildPopulation({
    count: Math.ceil(total / each),
    today,
    facts,
    dimensions: ['sex', 'age_group', 'nationality'],
  })
  let [counted, drawn] = [0, 0]
  for (const cell of cells) {
    counted += cell.count
    const upTo = Math.floor(counted / each)
    for (; drawn < upTo; drawn += 1)
      builder.add({
        facts: { ...drawFacts(margins, chance), ...knownOf(cell, { today, country, chance }) },
        in: { sex: cell.sex, age_group: cell.ageGroup, nationality: cell.nationality },
        household: Math.floor((drawn + 0.5) / householdSize),
      })
  }
  return { population: builder.finish(), each }
}

function marginOf(assumed: Assumption, type: FactDefinition['type']): FactMargin {
  switch (assumed.kind) {
    case 'yes':
      return { spread: { kind: 'yes', share: assumed.percent / 100 } }
    case 'days':
      return { spread: { kind: 'days', from: assumed.from, to: assumed.to } }
    case 'numbers':
      return { spread: { kind: 'numbers', least: assumed.least, most: assumed.most } }
    case 'same':
      return type === 'codes'
        ? { spread: { kind: 'any-of', shares: { [assumed.code]: 1 } } }
        : { spread: { kind: 'one-of', weights: { [assumed.code]: 1 } } }
  }
}

/** What the published count says of somebody. */
function knownOf(
  { sex, ageGroup, nationality }: CountedCell,
  { today, country, chance }: { readonly today: CalendarDate; readonly country: string; readonly chance: () => number },
): Readonly<Record<string, FactState>> {
  const born = bornIn(ageGroup, { today, luck: chance() })
  return {
    country_of_stay: { state: 'value', value: country },
    sex: sex === 'unknown' ? { state: 'unknown' } : { state: 'value', value: sex },
    birth_date: born === undefined ? { state: 'unknown' } : { state: 'value', value: born },
    nationalities: /^[A-Z]{3}$/.test(nationality) ? { state: 'value', value: [nationality] } : { state: 'unknown' },
  }
}

/** The oldest that the open group is taken to reach. */
const oldest = 90

/** A day of birth by which somebody is in the group today, all months alike often. */
function bornIn(
  group: string,
  { today, luck }: { readonly today: CalendarDate; readonly luck: number },
): CalendarDate | undefined {
  const ends = /^(\d+)(?:-(\d+)|\+)$/.exec(group)
  if (ends === null) return undefined
  const [least, most] = [Number(ends[1]), Number(ends[2] ?? oldest)]
  const months = Math.floor(luck * 12 * (most - least + 1))
  return addMonths(today, -(12 * least + months))
}
