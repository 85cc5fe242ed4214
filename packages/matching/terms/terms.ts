import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { soundOf } from '../sound.ts'
import { counted, mixed, sharesFrom, somewhere, type Counts, type Shares } from './name-shares.ts'
import { parseNameShares } from './parse-name-shares.ts'

export type Part = 'given' | 'family'
type Tables = ReadonlyMap<string, Shares>

/** How frequent names are, by their sound and by the origin of who bears them. */
export type Terms = {
  readonly tables: Readonly<Record<Part, Tables>>
  /** Among people of these origins; `known` is false where it is told from others. */
  readonly among: (part: Part, origins: readonly string[]) => { readonly shares: Shares; readonly known: boolean }
}

/** What the product knows before anybody is registered: see `name-shares.json` for whose names they are. */
export function loadTerms(): Terms {
  const read = parseNameShares(readFileSync(join(import.meta.dirname, 'name-shares.json'), 'utf8'))
  return termsFrom({ given: heard(read.given), family: heard(read.family) })
}

/** Between people of two origins the mixture of both counts. Which mixtures were made is remembered: few origins meet. */
export function termsFrom(tables: Terms['tables']): Terms {
  const made = new Map<string, { readonly shares: Shares; readonly known: boolean }>()
  return {
    tables,
    among(part, origins) {
      const [first] = origins
      const asked = origins.every((one) => one === first) ? origins.slice(0, 1) : [...new Set(origins)].toSorted()
      const name = `${part} ${asked.join()}`
      const before = made.get(name)
      if (before !== undefined) return before
      const listed = asked.flatMap((origin) => tables[part].get(origin) ?? [])
      const known = listed.length > 0 && listed.length === asked.length
      const [one, ...more] = listed
      const answer = { shares: one === undefined ? somewhere([...tables[part].values()]) : mixed([one, ...more]), known }
      made.set(name, answer)
      return answer
    },
  }
}

/** The same once names were counted, by part and origin. */
export function termsWith(terms: Terms, counts: Readonly<Record<Part, ReadonlyMap<string, Counts>>>): Terms {
  const withCounts = (part: Part): Tables => {
    const tables = new Map(terms.tables[part])
    for (const [origin, own] of counts[part]) {
      const shares = counted(tables.get(origin), own)
      if (shares !== undefined) tables.set(origin, shares)
    }
    return tables
  }
  return termsFrom({ given: withCounts('given'), family: withCounts('family') })
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
