import { dayOf } from '../day.ts'
import { subjectOf } from '../judge.ts'
import type { Ruleset } from '../ruleset.ts'
import type { TruthTree } from '../tree.ts'
import { columnsFor, type Columns, type RunColumns } from '../backends/columns.ts'
import { marks } from '../backends/pack.ts'
import type { Population } from './population.ts'

const [yes, no] = [1, 2]
/** Times that what is not known is filled in, and those looked through for somebody who has a value. */
const [tries, looks, mostDonors] = [400, 6, 4096]

/**
 * Those of `asked` for whom no proof was found that their answer is really unknown. The proof: what is not known of them is filled in with
 * what others have (hot deck), once so that the answer is yes and once no, each a life that the catalogue allows. Two completions that
 * differ are all that `decide` needs to stay with unknown, so who has a proof need not be asked about.
 */
export function withoutWitnesses(
  population: Population,
  { ruleset, tree }: { readonly ruleset: Ruleset; readonly tree: TruthTree },
  { of, asked }: { readonly of: Uint8Array; readonly asked: readonly number[] },
): readonly number[] {
  const { layout, whole, today } = population
  const subject = subjectOf(ruleset)
  const planned = [tree, ...subject.always.flatMap((one) => (one.tree.type === 'boolean' ? [one.tree] : []))].map((one) =>
    columnsFor(one, layout, dayOf(today)),
  )
  const programs = planned.flatMap((one) => (one.ok ? [one.value] : []))
  const places = [...subject.read.keys()].flatMap((id) => layout.placeOf.get(id) ?? [])
  if (programs.length < planned.length || places.length < subject.read.size) return asked
  const donors = donorsIn(of)
  const seen = new Map<number, number>()
  const odd = asked.filter((at) => whole.has(at))
  let left = asked.filter((at) => !whole.has(at))
  // Known facts that no life can have together: no completion counts, and unknown stays.
  const nobody = filled(population, left, { places, donors: [], round: 0 })
  const livesAsKnown = programs.slice(1).map((program) => outcomesOf(program, nobody))
  left = left.filter((_, n) => !livesAsKnown.some((life) => life[n] === no))
  for (let round = 0; round < tries && left.length > 0; round += 1) {
    const given = filled(population, left, { places, donors: donors[round % 2] ?? [], round })
    const [answers, ...lives] = programs.map((program) => outcomesOf(program, given))
    left = left.filter((at, n) => {
      const answer = lives.every((life) => life[n] === yes) ? (answers?.[n] ?? 0) : 0
      const both = (seen.get(at) ?? 0) | (answer === yes || answer === no ? answer : 0)
      seen.set(at, both)
      return both !== (yes | no)
    })
  }
  return [...left, ...odd]
}

function outcomesOf(program: RunColumns, columns: Columns): Uint8Array {
  const outcomes = new Uint8Array(columns.count)
  program(columns, outcomes, { from: 0, to: columns.count })
  return outcomes
}

/** People whose answer is yes, and people whose answer is no; anybody where there are none. */
function donorsIn(of: Uint8Array): readonly (readonly number[])[] {
  return [yes, no].map((wanted) => {
    const [found, any]: [number[], number[]] = [[], []]
    for (let at = 0; at < of.length && found.length < mostDonors; at += 1) {
      if (of[at] === wanted) found.push(at)
      else if (any.length < mostDonors) any.push(at)
    }
    return found.length > 0 ? found : any
  })
}

/** The columns of some, with what is not known of them taken from others. */
function filled(
  { columns }: Population,
  people: readonly number[],
  { places, donors, round }: { readonly places: readonly number[]; readonly donors: readonly number[]; readonly round: number },
): Columns {
  const [values, ofMarks] = [[...columns.values], [...columns.marks]]
  for (const place of places) {
    const [from, fromMarks] = [columns.values[place], columns.marks[place]]
    if (from === undefined || fromMarks === undefined) continue
    const [own, ownMarks] = [new Float64Array(people.length), new Uint8Array(people.length)]
    for (const [n, at] of people.entries()) {
      let source = at
      for (let look = 0; look < looks && fromMarks[source] === marks.unknown; look += 1) {
        // Primes far from each other, so that each try meets other people.
        source = donors[(n * 7919 + round * 104_729 + look * 1_299_709) % donors.length] ?? at
      }
      const mark = fromMarks[source] ?? marks.invalid
      own[n] = mark === marks.value || source === at ? (from[source] ?? Number.NaN) : Number.NaN
      ownMarks[n] = mark === marks.value || source === at ? mark : marks.unknown
    }
    values[place] = own
    ofMarks[place] = ownMarks
  }
  return { count: people.length, values, marks: ofMarks }
}
