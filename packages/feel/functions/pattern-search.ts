import { pay } from '../environment.ts'
import type { Run } from '../value.ts'
import type { Program, Step } from './pattern-program.ts'

export type Rules = { readonly ignoreCase: boolean; readonly lines: boolean }
/** Where the whole and each group begin and end; undefined where a group caught nothing. */
export type Found = { readonly from: number; readonly to: number; readonly groups: readonly (string | undefined)[] }

/** So many steps of this machine cost one step of an evaluation. */
const cheaper = 8
const mostStates = 1 << 24

/**
 * Finds matches one after the other. Where nothing depends on what was caught, no state (a step at a place) is tried twice, so that time
 * grows with text × pattern (Thompson 1968; Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009). Back references have
 * no such bound: there, as everywhere, each step is paid for, and null is given when the run has none left. `too much`: stopped.
 */
export function searcher(
  program: Program,
  rules: Rules,
  text: string,
): (from: number, run: Run) => Found | undefined | 'too much' {
  const { steps, remembers } = program
  const states = remembers ? 0 : steps.length * (text.length + 1)
  const seen = states > mostStates ? undefined : new Uint32Array(states)
  let round = 0
  return (from, run) => {
    if (seen === undefined) return 'too much'
    round += 1
    const slots: number[] = []
    let used = 0
    for (let start = from; start <= text.length; start += widthAt(text, start)) {
      const budget = (run.left.steps + 1) * cheaper - used
      const walk = walked({ program, rules, text, seen, round, slots, start, budget })
      used += walk.used
      if (walk.end === 'too much' || walk.end >= 0) {
        if (!pay(run, Math.ceil(used / cheaper)) || walk.end === 'too much') return 'too much'
        return { from: start, to: walk.end, groups: caught(text, slots, program) }
      }
    }
    return pay(run, Math.ceil(used / cheaper)) ? undefined : 'too much'
  }
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1
}

function caught(text: string, slots: readonly number[], { groups }: Program): readonly (string | undefined)[] {
  return Array.from({ length: groups + 1 }, (_, group) => {
    const [from = -1, to = -1] = [slots[2 * group], slots[2 * group + 1]]
    return from < 0 || to < 0 ? undefined : text.slice(from, to)
  })
}

type Walk = {
  readonly program: Program
  readonly rules: Rules
  readonly text: string
  readonly seen: Uint32Array
  readonly round: number
  readonly slots: number[]
  readonly start: number
  readonly budget: number
}

/** One walk from a place: where it ends, -1 where it does not fit. Places to come back to wait on a stack of our own. */
function walked({ program, rules, text, seen, round, slots, start, budget }: Walk): {
  readonly end: number | 'too much'
  readonly used: number
} {
  const { steps, remembers } = program
  const width = text.length + 1
  // Pairs: a step and a place, or a slot (below zero) and what it held.
  const waiting: number[] = [0, start]
  slots.fill(-1)
  let used = 0
  while (waiting.length > 0) {
    let place = waiting.pop() ?? 0
    let at = waiting.pop() ?? 0
    if (at < 0) {
      slots[-1 - at] = place
      continue
    }
    for (;;) {
      used += 1
      if (used > budget) return { end: 'too much', used }
      if (!remembers) {
        const state = at * width + place
        if (seen[state] === round) break
        seen[state] = round
      }
      const step = steps[at]
      if (step === undefined || step.do === 'found') return { end: place, used }
      if (step.do === 'split') {
        waiting.push(step.second, place)
        at = step.first
      } else if (step.do === 'jump') at = step.to
      else if (step.do === 'keep') {
        waiting.push(-1 - step.slot, slots[step.slot] ?? -1)
        slots[step.slot] = place
        at += 1
      } else {
        const next = passed(step, { text, place, slots, rules })
        if (next < 0) break
        place = next
        at += 1
      }
    }
  }
  return { end: -1, used }
}

type Here = { readonly text: string; readonly place: number; readonly slots: readonly number[]; readonly rules: Rules }
type Passing = Exclude<Step, { do: 'split' | 'jump' | 'keep' | 'found' }>

/** Where the text goes on after a step that holds here; -1 where it does not. */
function passed(step: Passing, { text, place, slots, rules }: Here): number {
  switch (step.do) {
    case 'one': {
      const code = text.codePointAt(place)
      if (code === undefined) return -1
      const letter = String.fromCodePoint(code)
      return step.test(letter) ? place + letter.length : -1
    }
    case 'start':
      return place === 0 || (rules.lines && text[place - 1] === '\n' && place < text.length) ? place : -1
    case 'end':
      return place === text.length || (rules.lines && text[place] === '\n') ? place : -1
    case 'moved':
      return slots[step.slot] === place ? -1 : place
    case 'back': {
      const [from = -1, to = -1] = [slots[2 * step.group], slots[2 * step.group + 1]]
      if (from < 0 || to < 0) return place
      const [wanted, here] = [text.slice(from, to), text.slice(place, place + to - from)]
      const same = rules.ignoreCase ? wanted.toLowerCase() === here.toLowerCase() : wanted === here
      return same ? place + to - from : -1
    }
  }
}
