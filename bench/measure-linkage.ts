import { isPartialDate } from '@convive/kernel'
import { askedKeysOf, featuresOf, openPersonModel, rankCandidates, searchKeysOf, type Features } from '@convive/matching'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { print } from './figures.ts'

/**
 * The same matching on records made by somebody else: FEBRL's third set (Christen), 2,000 Australian persons and 3,000 second
 * records with heavy errors. English names, no household, no sex: what our sound rules were not made for.
 */
const folder = process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../shared/data')
const file = join(folder, 'linkage/febrl3.csv')

function read(
  withNumber: boolean,
): readonly { readonly person: string; readonly isFirst: boolean; readonly features: Features }[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const names = head.split(',').map((name) => name.trim())
  return lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.trim())
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    const birth = cell('date_of_birth').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
    const [, person = '', kind] = cell('rec_id').split('-')
    return {
      person,
      isFirst: kind === 'org',
      features: featuresOf({
        names: { given: [cell('given_name')], family: [cell('surname')] },
        ...(isPartialDate(birth) ? { birth } : {}),
        documents: withNumber ? [{ kind: 'other', country: 'AUS', number: cell('soc_sec_id') }] : [],
        phones: [],
        householdNames: [],
        nationalities: [],
      }),
    }
  })
}

function measure(withNumber: boolean): void {
  const secret = Buffer.alloc(32, 1)
  const model = openPersonModel()()
  const records = read(withNumber)
  const firsts = records.filter((one) => one.isFirst)
  const index = new Map<bigint, (typeof firsts)[number][]>()
  for (const one of firsts) for (const key of searchKeysOf(one.features, secret)) index.set(key, [...(index.get(key) ?? []), one])
  let [found, again, alarms] = [0, 0, 0]
  for (const one of records) {
    const hits = new Set(askedKeysOf(one.features, secret).flatMap((key) => index.get(key) ?? []))
    hits.delete(one)
    const ranked = rankCandidates(
      one.features,
      [...hits].map((hit) => ({ id: hit.person, features: hit.features })),
      model,
    )
    if (one.isFirst) {
      if (ranked.some(({ band }) => band === 'very_likely')) alarms += 1
    } else {
      again += 1
      if (ranked.some(({ id }) => id === one.person)) found += 1
    }
  }
  print(
    `FEBRL 3, ${withNumber ? 'with' : 'without'} its number: ${again} second records in the first five / ${firsts.length} first called "very like"`,
    `${((100 * found) / again).toFixed(1)} % / ${((100 * alarms) / firsts.length).toFixed(1)} %`,
    'none set',
  )
}

if (existsSync(file)) for (const withNumber of [true, false]) measure(withNumber)
else process.stdout.write('FEBRL: skipped: no data\n')
