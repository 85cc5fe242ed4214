import { normaliseName } from '@convive/matching'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/**
 * Makes `packages/matching/terms/name-shares.json` from open lists of how frequent names are: surnames by country (popular-names-by-country, CC0), first
 * names of Brazil's censuses (IBGE, ODC-PDDL). Lists without shares, as those of babies' names of one year, are left out.
 */
const root = join(import.meta.dirname, '..')
const folder = join(process.env['CONVIVE_DATA'] ?? join(root, '../shared/data'), 'names')
const [mostGiven, firstNamesOf, digits] = [300, 10, 5]

type Named = Readonly<Record<string, number>>

/** English names of countries as both lists know them, to the codes that the registry uses. */
function codesByName(): ReadonlyMap<string, string> {
  const list: readonly { readonly code: string; readonly label: { readonly en: string } }[] = parse(
    readFileSync(join(root, 'jurisdictions/common/codes/countries.yaml'), 'utf8'),
  )
  return new Map(list.map(({ code, label }) => [label.en, code]))
}

function rowsOf(file: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/)
  return lines.map((line) => line.split(','))
}

function added(shares: Readonly<Record<string, number>>, name: string, share: number): Named {
  const [word, ...more] = normaliseName(name)
  // A surname of two words that are no particles is not one name.
  if (word === undefined || more.length > 0) return shares
  return { ...shares, [word]: Number(((shares[word] ?? 0) + share).toFixed(digits)) }
}

type Listed = { readonly name: string; readonly count: number; readonly share: number }

function surnames(): Readonly<Record<string, Named>> {
  const codes = codesByName()
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const lists = new Map<string, Listed[]>()
  for (const [country = '', , , , , name = '', count = '', percent = ''] of rowsOf('common-surnames-by-country.csv')) {
    const code = codes.get(english.of(country) ?? '')
    if (code !== undefined) lists.set(code, [...(lists.get(code) ?? []), { name, count: Number(count), share: Number(percent) }])
  }
  const all = [...lists].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const told = all.filter(([, list]) => list.every(({ share }) => share > 0 && share < 0.3))
  const counted = all.filter(([code, list]) => list.every(({ count }) => count > 0) && !told.some(([other]) => other === code))
  const first = (list: readonly Listed[], of: 'count' | 'share'): number =>
    list.slice(0, firstNamesOf).reduce((sum, one) => sum + one[of], 0)
  // Where a list counts without saying of how many, its first names are taken to be as large a part as elsewhere.
  const usual = told.reduce((sum, [, list]) => sum + first(list, 'share'), 0) / Math.max(1, told.length)
  const scaled = counted.map(([code, list]): readonly [string, readonly Listed[]] => {
    const total = first(list, 'count') / usual
    return [code, list.map((one) => ({ ...one, share: one.count / total }))]
  })
  return Object.fromEntries(
    [...told, ...scaled].map(([code, list]) => [
      code,
      list.reduce<Named>((made, { name, share }) => added(made, name, share), {}),
    ]),
  )
}

function firstNames(): Named {
  const counts = rowsOf('br_ibge.csv').map(([name = '', ...decades]) => ({
    name,
    count: decades.reduce((sum, one) => sum + Number(one), 0),
  }))
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  return counts
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostGiven)
    .reduce<Named>((made, { name, count }) => added(made, name, count / total), {})
}

const made = {
  about:
    'Shares of all who bear a name, by country of origin. Surnames: popular-names-by-country (sigpwned, CC0). First names: IBGE, Nomes no Brasil, censuses (ODC-PDDL). Made by tools/make-name-shares.ts.',
  given: { BRA: firstNames() },
  family: surnames(),
}
writeFileSync(join(root, 'packages/matching/terms/name-shares.json'), `${JSON.stringify(made)}\n`)
for (const [code, shares] of Object.entries(made.family)) process.stdout.write(`${code} ${Object.keys(shares).length} `)
