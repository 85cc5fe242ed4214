import { featuresOf, loadWeights, rankCandidates, searchKeysOf, type Features } from '@convive/matching'
import { chanceFrom, makePopulation, type DemoHousehold, type DemoPerson } from '@convive/server'
import { isPartialDate } from '@convive/kernel'
import { print } from './figures.ts'

/** The demonstration's known duplicates: found among the first five; and how often somebody new is taken for somebody known. */
const secret = Buffer.alloc(32, 1)
const weights = loadWeights()

function featuresOfPerson(person: DemoPerson, household: DemoHousehold): Features {
  return featuresOf({
    names: { given: [person.given], family: [...person.family] },
    ...(isPartialDate(person.birth) ? { birth: person.birth } : {}),
    sex: person.sex,
    documents:
      person.document === undefined
        ? []
        : [{ kind: person.document.kind, country: person.nationality, number: person.document.number }],
    phones: person.phone === undefined ? [] : [person.phone],
    householdNames: household.people.filter((other) => other !== person).map((other) => [other.given, ...other.family].join(' ')),
    nationalities: [person.nationality],
  })
}

for (const seed of [1, 2, 3]) {
  const population = makePopulation(3000, { chance: chanceFrom(seed), year: 2026, places: ['Puerto Ysapy'] })
  const index = new Map<bigint, string[]>()
  const subjects = new Map<string, Features>()
  let [known, found, fresh, alarms] = [0, 0, 0, 0]
  for (const [at, household] of population.entries()) {
    for (const [n, person] of household.people.entries()) {
      const features = featuresOfPerson(person, household)
      const keys = searchKeysOf(features, secret)
      const candidates = [...new Set(keys.flatMap((key) => index.get(key) ?? []))].flatMap((id) => {
        const other = subjects.get(id)
        return other === undefined ? [] : [{ id, features: other }]
      })
      const ranked = rankCandidates(features, candidates, weights)
      if (household.copyOf !== undefined) {
        known += 1
        if (ranked.some((one) => one.id === `${household.copyOf}/${n}`)) found += 1
      } else {
        fresh += 1
        if (ranked.some((one) => one.band === 'very_likely')) alarms += 1
      }
      subjects.set(`${at}/${n}`, features)
      for (const key of keys) index.set(key, [...(index.get(key) ?? []), `${at}/${n}`])
    }
  }
  print(
    `known duplicates, seed ${seed} (${known} of ${known + fresh} persons): found in the first five`,
    (found / known).toFixed(3),
    '≥ .90',
  )
  print(`new people taken for somebody known, seed ${seed}`, `${((100 * alarms) / fresh).toFixed(1)} %`, '≤ 5 %')
}
