import { placeFacts, type Placed } from './difference-bounds.ts'
import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import { unevenDays } from './month-lengths.ts'
import { holds, possibleOn, type Lived } from './lived.ts'
import { point, union, type Possible, type Truths } from './possible.ts'
import type { Relation, Sign } from './relation.ts'
import { split } from './split.ts'

/** What outcomes are told apart by: a name for an outcome that is certain enough, `undefined` for one that has to be cut further. */
export type Sort = (found: Possible<Truths>) => string | undefined

export type Question = {
  readonly run: (environment: Environment) => Possible<Truths>
  readonly subject: Subject
  readonly sort: Sort
}

/** An environment that a search changes: what each fact can be, and how two of them stand to each other. */
export type Trying = Environment & { readonly cells: Map<string, Possible>; readonly signs: Map<string, Sign> }

export function tryingFrom(start: Environment): Trying {
  return { ...start, cells: new Map(start.cells), signs: new Map(start.signs) }
}

/** A part of what can be: its outcome, whether anybody lives so, and how to cut it where that or the outcome is open. */
export type Part = { readonly name: string | undefined; readonly lived: Lived; readonly found: Possible<Truths> }

export function lookAt({ run, subject, sort }: Question, trying: Trying): Part {
  const placed = placeAll(subject, trying)
  if (placed === undefined) return { name: undefined, lived: 'never', found: nothing }
  const found = run(trying)
  const lived = holds(subject.always, trying)
  const name = sort(found)
  if (lived !== 'always' || name === undefined || placed.length === 0) return { name, lived, found }
  // A step by months is only bounded: somebody has to be found who lives so.
  return { name, lived: isLived({ run, subject, sort }, { trying, placed, name }) ? 'always' : 'perhaps', found }
}

/** Tries those placed by the bounds, then those on days from which months are of different lengths. */
function isLived(
  question: Question,
  { trying, placed, name }: { readonly trying: Trying; readonly placed: readonly Placed[]; readonly name: string },
): boolean {
  if (placed.some((one) => livesSo(question, { trying, one, name }))) return true
  const known = relationsOf(question.subject, trying.signs)
  const stepped = new Set(
    [...known.values()]
      .flatMap(({ relation: { left, right } }) => [left, right])
      .filter((one) => one.months !== 0)
      .map((one) => one.fact),
  )
  for (const fact of stepped) {
    const cell = trying.cells.get(fact)
    if (cell?.some?.kind !== 'span') continue
    for (const day of unevenDays(cell.some)) {
      const there = placeFacts(known, new Map([...trying.cells, [fact, point(day)]]))
      if (there?.some((one) => livesSo(question, { trying, one: new Map([...one, [fact, day]]), name })) === true) return true
    }
  }
  return false
}

const nothing: Possible<never> = { some: undefined, none: false, invalid: undefined, open: [], declined: [] }

/** `undefined`: nobody. Empty: somebody surely. Otherwise those to try. */
function placeAll({ relations }: Subject, { signs, cells }: Trying): readonly Placed[] | undefined {
  if (signs.size === 0) return []
  const known = relationsOf({ relations }, signs)
  const placed = placeFacts(known, cells)
  if (placed === undefined) return undefined
  return [...known.values()].some(({ relation }) => relation.left.months !== 0 || relation.right.months !== 0) ? placed : []
}

function relationsOf(
  { relations }: Pick<Subject, 'relations'>,
  signs: ReadonlyMap<string, Sign>,
): ReadonlyMap<string, { readonly relation: Relation; readonly sign: Sign }> {
  return new Map(
    [...signs].flatMap(([key, sign]) => {
      const relation = relations.get(key)
      return relation === undefined ? [] : [[key, { relation, sign }] as const]
    }),
  )
}

function livesSo(
  { run, subject, sort }: Question,
  { trying, one, name }: { readonly trying: Trying; readonly one: Placed; readonly name: string },
): boolean {
  const cells = new Map(trying.cells)
  for (const [fact, value] of one) cells.set(fact, point(value))
  const alone: Environment = { ...trying, cells, signs: noSigns }
  return holds(subject.always, alone) === 'always' && sort(run(alone)) === name
}

const noSigns: ReadonlyMap<string, Sign> = new Map()

/** One way of cutting: each part is put in place by its own call, `undo` takes all away. */
export type Cut = { readonly parts: readonly (() => void)[]; readonly undo: () => void }

/** Two facts that meet in a comparison are cut by how they stand to each other, a single one by its values. */
export function cutOf({ found, name, lived }: Part, { subject }: Question, trying: Trying): Cut | undefined {
  const open = name === undefined ? found : lived === 'always' ? found : possibleOn(subject.always, trying)
  const facts = union(open.open, open.declined)
  for (const relation of subject.relations.values())
    if (facts.includes(relation.left.fact) && facts.includes(relation.right.fact) && isOpen(relation, trying))
      return {
        parts: signs.map((sign) => () => void trying.signs.set(relation.key, sign)),
        undo: () => void trying.signs.delete(relation.key),
      }
  for (const fact of facts) {
    const [parts, before] = [split(fact, trying, subject), trying.cells.get(fact)]
    if (parts !== undefined && before !== undefined)
      return {
        parts: parts.map((part) => () => void trying.cells.set(fact, part)),
        undo: () => void trying.cells.set(fact, before),
      }
  }
  return undefined
}

const signs: readonly Sign[] = [-1, 0, 1]

/** Both are some value, and not a single one; a fact that may be none is cut by that first. */
function isOpen({ key, left, right }: Relation, { signs: known, cells }: Trying): boolean {
  if (known.has(key)) return false
  return [left.fact, right.fact].every((fact) => {
    const cell = cells.get(fact)
    return cell?.some?.kind === 'span' && !cell.none && cell.some.low < cell.some.high
  })
}
