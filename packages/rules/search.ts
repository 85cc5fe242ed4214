import { bearingOn } from './bystanders.ts'
import { cutOf, lookAt, tryingFrom, type Cut, type Part, type Question, type Trying } from './cut.ts'
import type { Environment } from './environment.ts'
import type { Possible, Truths } from './possible.ts'

/** What a search has found. */
export type Explored = {
  /** For each sort of outcome that some completion really has, one such outcome. */
  readonly seen: ReadonlyMap<string, Possible<Truths>>
  /** Every completion has one of the sorts seen, or enough was seen. False where the search was cut off. */
  readonly complete: boolean
}

const descents = 8
/** Deep enough to halve all days of several facts, and a bound where hints move with what is cut. */
const deepest = 160

/**
 * Branch and prune (Moore 1966): cuts the facts left open into parts and evaluates on the parts, until `enough` of the sorts have been
 * seen or all parts are sorted. A part that no life can have (born after the entry) is left out; a sort counts as seen only where the
 * part has such a life, so that two sorts seen are two completions that differ.
 */
export function explore(
  asked: Question,
  start: Environment,
  { enough, evaluations }: { readonly enough: (seen: ReadonlyMap<string, unknown>) => boolean; readonly evaluations: number },
): Explored {
  const seen = new Map<string, Possible<Truths>>()
  const always = bearingOn(asked.run(start), { always: asked.subject.always, environment: start })
  if (always === undefined) return { seen, complete: true }
  const question: Question = { ...asked, subject: { ...asked.subject, always } }
  /** True when nothing more has to be known. */
  const reached = ({ name, found }: Part): boolean => {
    if (name !== undefined && !seen.has(name)) seen.set(name, found)
    return enough(seen)
  }
  if (descend(question, start, { seen, reached })) return { seen, complete: true }
  let [left, lost] = [evaluations, false]
  const trying = tryingFrom(start)

  /** False as soon as nothing more has to be looked at. */
  function look(depth: number): boolean {
    const part = lookAt(question, trying)
    if (part.lived === 'never') return true
    if (part.name !== undefined && (part.lived === 'always' || seen.has(part.name))) return !reached(part)
    const cut = depth < deepest ? cutOf(part, question, trying) : undefined
    if (cut === undefined) {
      lost = true
      return true
    }
    for (const put of cut.parts) {
      left -= 1
      if (left < 0) {
        lost = true
        return false
      }
      put()
      if (!look(depth + 1)) return false
    }
    cut.undo()
    return true
  }

  look(0)
  return { seen, complete: !lost || enough(seen) }
}

/**
 * Follows a few single completions down to where they are sorted, taking one part at each cut: the cheap way to find two that
 * differ. A part that is sorted as something seen before is left for its neighbour, so that each looks for what is new. `reached` is
 * shown what was found and ends it. The parts are chosen by a fixed sequence, the same each time.
 */
function descend(
  question: Question,
  start: Environment,
  { seen, reached }: { readonly seen: ReadonlyMap<string, unknown>; readonly reached: (part: Part) => boolean },
): boolean {
  let state = 1
  const whole = lookAt(question, tryingFrom(start))
  for (let round = 0; round < descents; round += 1) {
    const trying = tryingFrom(start)
    let part: Part | undefined = whole
    for (let depth = 0; depth < deepest && part !== undefined && part.lived !== 'never'; depth += 1) {
      if (part.name !== undefined && part.lived === 'always') {
        if (reached(part)) return true
        break
      }
      const cut = cutOf(part, question, trying)
      if (cut === undefined) break
      // Lehmer's generator (Park and Miller 1988): only to vary the choice.
      state = (state * 48_271) % 2_147_483_647
      part = newPart(question, trying, { cut, seen, from: state % cut.parts.length })
    }
  }
  return false
}

/** The first part, from one of them on, that somebody may live in and that is not all of a sort seen before. */
function newPart(
  question: Question,
  trying: Trying,
  { cut, seen, from }: { readonly cut: Cut; readonly seen: ReadonlyMap<string, unknown>; readonly from: number },
): Part | undefined {
  for (let n = 0; n < cut.parts.length; n += 1) {
    cut.parts[(from + n) % cut.parts.length]?.()
    const part = lookAt(question, trying)
    if (part.lived !== 'never' && (part.name === undefined || !seen.has(part.name))) return part
  }
  return undefined
}
