import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Scored } from './scored.ts'
import { truePairs, type Truth } from './truth.ts'

/** Pairs with where they stand in the truth, for figures by group. */
export type JudgedPairs = Scored & { readonly a: Uint32Array; readonly b: Uint32Array }

/**
 * Reads what a tool says, `id_a,id_b,probability[,weight]`, and tells each pair right or wrong. A pair twice, a stranger or a probability
 * outside 0 to 1 is an error: a file that is not what it claims to be gets no figures.
 */
export async function readPairs(path: string, truth: Truth): Promise<JudgedPairs> {
  const [as, bs, ps]: [number[], number[], number[]] = [[], [], []]
  const met = new Set<number>()
  const size = truth.place.size
  let number = 0
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    number += 1
    const [first = '', second = '', text = ''] = line.split(',').map((cell) => cell.replaceAll('"', ''))
    if (number === 1) {
      if (first !== 'id_a' || second !== 'id_b' || text !== 'probability') throw new Error(`${path}: not id_a,id_b,probability`)
      continue
    }
    const [a, b, p] = [truth.place.get(first), truth.place.get(second), Number(text)]
    if (a === undefined || b === undefined || a === b) throw new Error(`${path}:${number}: not two records of this file`)
    if (!(text !== '' && p >= 0 && p <= 1)) throw new Error(`${path}:${number}: ${text} is no probability`)
    const pair = Math.min(a, b) * size + Math.max(a, b)
    if (met.has(pair)) throw new Error(`${path}:${number}: this pair came before`)
    met.add(pair)
    as.push(a)
    bs.push(b)
    ps.push(p)
  }
  let all = 0
  for (const _ of truePairs(truth)) all += 1
  const right = Uint8Array.from(as, (a, at) => (truth.entity[a] === truth.entity[bs[at] ?? -1] ? 1 : 0))
  return { a: Uint32Array.from(as), b: Uint32Array.from(bs), probability: Float64Array.from(ps), right, truePairs: all }
}
