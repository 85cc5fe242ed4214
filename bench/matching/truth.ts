import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** What is true of each record, by its place; records are named as in the file that tools were given. */
export type Truth = {
  readonly place: ReadonlyMap<string, number>
  readonly entity: readonly string[]
  /** 'a' or 'b' where two files are linked: then only pairs across count. */
  readonly file: readonly string[]
  readonly household: readonly string[]
  /** Kinds of groups (origin, sex, age) to each record's group. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  /** Which fields are filled, one bit each: what "equal missingness" compares. */
  readonly filled: readonly number[]
}

const own = ['record', 'entity', 'file', 'household', 'filled']

/** Reads `record,entity[,file][,household][,filled][,group…]`. No cell holds a comma: the judge wrote the file itself. */
export async function readTruth(path: string): Promise<Truth> {
  const place = new Map<string, number>()
  const columns = new Map<string, string[]>()
  let names: readonly string[] = []
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    const cells = line.split(',')
    if (names.length === 0) {
      names = cells
      for (const name of names) columns.set(name, [])
    } else {
      if (place.has(cells[0] ?? '')) throw new Error(`${path}: record ${cells[0]} twice`)
      place.set(cells[0] ?? '', place.size)
      for (const [at, name] of names.entries()) columns.get(name)?.push(cells[at] ?? '')
    }
  }
  return {
    place,
    entity: columns.get('entity') ?? [],
    file: columns.get('file') ?? [],
    household: columns.get('household') ?? [],
    groups: new Map([...columns].filter(([name]) => !own.includes(name))),
    filled: (columns.get('filled') ?? []).map(Number),
  }
}

/** Every two places that are the same person, across files where there are two. */
export function* truePairs(truth: Truth): Generator<readonly [number, number]> {
  for (const places of Map.groupBy(truth.entity.keys(), (at) => truth.entity[at] ?? '').values())
    for (const [index, a] of places.entries()) for (const b of places.slice(index + 1)) if (isCompared(truth, a, b)) yield [a, b]
}

function isCompared(truth: Truth, a: number, b: number): boolean {
  return truth.file.length === 0 || truth.file[a] !== truth.file[b]
}
