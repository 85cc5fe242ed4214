import type { At, Margins } from './safe-table.ts'

/**
 * People who share all their values: how many, and the XOR of their record keys. A person is in exactly one group. A list of
 * values means they belong to several categories of that dimension (two needs) and still count once in its margin.
 */
export type Group = {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly count: number
  readonly key: bigint
}

/** One person. */
export type PersonRow = { readonly values: Group['values']; readonly recordKey: bigint }

/** A true count with its cell key: never to be published. */
export type TrueCell = { readonly at: At; readonly count: number; readonly key: bigint }

/** Gathers people who share all their values. A record key given twice would cancel itself out, so it is an error. */
export function groupRows(rows: readonly PersonRow[], dimensions: readonly string[]): readonly Group[] {
  if (new Set(rows.map((row) => BigInt.asUintN(64, row.recordKey))).size !== rows.length)
    throw new Error('a record key appears twice')
  const groups = new Map<string, { readonly values: Group['values']; count: number; key: bigint }>()
  for (const { values, recordKey } of rows) {
    const id = JSON.stringify(dimensions.map((name) => values[name]))
    const group = groups.get(id)
    if (group === undefined) groups.set(id, { values, count: 1, key: recordKey })
    else {
      group.count += 1
      group.key ^= recordKey
    }
  }
  return [...groups.values()]
}

/** Cells and margins with their true counts. The key of a cell is the XOR of the record keys of those in it. */
export function trueCells(
  groups: readonly Group[],
  dimensions: readonly string[],
  { margins }: { readonly margins: Margins },
): readonly TrueCell[] {
  const cells = new Map<string, { readonly at: At; count: number; key: bigint }>()
  const choices = groups.map((group) => ({ ...group, values: dimensions.map((name) => categoriesOf(group, name)) }))
  for (const kept of keptDimensions(dimensions.length, margins)) {
    for (const { values, count, key } of choices) {
      for (const place of product(values.map((options, index) => (kept[index] ? options : [null])))) {
        const id = JSON.stringify(place)
        const cell = cells.get(id)
        if (cell === undefined) {
          const at = Object.fromEntries(dimensions.map((name, index) => [name, place[index] ?? null]))
          cells.set(id, { at, count, key })
        } else {
          cell.count += count
          cell.key ^= key
        }
      }
    }
  }
  return [...cells.values()]
}

function categoriesOf({ values }: Group, name: string): readonly string[] {
  const value = values[name]
  if (value === undefined) throw new Error(`a row says nothing about the dimension ${name}`)
  return typeof value === 'string' ? [value] : [...new Set(value)]
}

/** Which dimensions a cell is divided by; a dimension that is not kept is summed over. */
function keptDimensions(length: number, margins: Margins): readonly (readonly boolean[])[] {
  const all = Array.from({ length }, () => true)
  if (margins === 'none' || length === 0) return [all]
  if (margins === 'total') return [all, all.map(() => false)]
  return product(all.map(() => [true, false]))
}

function product<T>(options: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return options.reduce<readonly (readonly T[])[]>(
    (built, next) => built.flatMap((start) => next.map((one) => [...start, one])),
    [[]],
  )
}
