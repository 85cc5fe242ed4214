import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { soundOf } from '../sound.ts'
import { mixed, sharesFrom, type Shares } from './name-shares.ts'
import { parseNameShares } from './parse-name-shares.ts'

export type Part = 'given' | 'family'

/** How frequent names are among people of these origins; `known` is false where it is told from other origins. */
export type Terms = (part: Part, origins: readonly string[]) => { readonly shares: Shares; readonly known: boolean }

type Tables = ReadonlyMap<string, Shares>

/** What the product knows before anybody is registered: see `name-shares.json` for whose names they are. */
export function loadTerms(): Terms {
  const read = parseNameShares(readFileSync(join(import.meta.dirname, 'name-shares.json'), 'utf8'))
  return termsFrom({ given: heard(read.given), family: heard(read.family) })
}

/** Between people of two origins the mixture of both counts. Which mixtures were made is remembered: few origins meet. */
export function termsFrom(tables: Readonly<Record<Part, Tables>>): Terms {
  const everywhere = { given: mixedOf([...tables.given.values()]), family: mixedOf([...tables.family.values()]) }
  const made = new Map<string, Shares>()
  return (part, origins) => {
    const listed = [...new Set(origins)].toSorted().flatMap((origin) => tables[part].get(origin) ?? [])
    const known = listed.length > 0 && origins.every((origin) => tables[part].has(origin))
    if (listed.length === 0) return { shares: everywhere[part], known: false }
    const name = `${part} ${[...new Set(origins)].toSorted().join()}`
    const shares = made.get(name) ?? mixedOf(listed)
    made.set(name, shares)
    return { shares, known }
  }
}

function mixedOf([first, ...more]: readonly Shares[]): Shares {
  return first === undefined ? sharesFrom(new Map()) : mixed([first, ...more])
}

/** Names that sound alike are one. */
function heard(origins: Readonly<Record<string, Readonly<Record<string, number>>>>): Tables {
  return new Map(
    Object.entries(origins).map(([origin, names]): [string, Shares] => {
      const of = new Map<string, number>()
      for (const [name, share] of Object.entries(names)) of.set(soundOf(name), (of.get(soundOf(name)) ?? 0) + share)
      return [origin, sharesFrom(of)]
    }),
  )
}
