import type { OneOf } from './pattern-class.ts'
import type { Pattern } from './pattern-syntax.ts'

/** Steps of a machine that walks through a text; numbers are places in the program. */
export type Step =
  | { readonly do: 'one'; readonly test: OneOf }
  | { readonly do: 'start' | 'end' }
  | { readonly do: 'found' }
  | { readonly do: 'back'; readonly group: number }
  /** Keeps the place in a slot. */
  | { readonly do: 'keep'; readonly slot: number }
  | { readonly do: 'split'; first: number; second: number }
  | { readonly do: 'jump'; to: number }
  /** Goes on only if the text was walked on since the place in the slot. */
  | { readonly do: 'moved'; readonly slot: number }

export type Program = {
  readonly steps: readonly Step[]
  readonly groups: number
  readonly slots: number
  /** Whether what matches later may depend on what was caught before: then no state is like another. */
  readonly remembers: boolean
}

const most = 10_000

/** The program of a pattern; undefined where repetitions make it too long. Slots 0 and 1 are the ends of the whole. */
export function programOf(pattern: Pattern, groups: number): Program | undefined {
  const growing = { steps: new Array<Step>(), groups, slots: 2 * (groups + 1), remembers: mentions(pattern) }
  const full = add(growing, { kind: 'group', group: 0, of: pattern })
  growing.steps.push({ do: 'found' })
  return full ? growing : undefined
}

type Growing = { readonly steps: Step[]; slots: number; readonly remembers: boolean }

function mentions(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'one':
    case 'start':
    case 'end':
      return false
    case 'back':
      return true
    case 'group':
    case 'times':
      return mentions(pattern.of)
    case 'each':
    case 'either':
      return pattern.of.some(mentions)
  }
}

/** False: the program is too long. */
function add(growing: Growing, pattern: Pattern): boolean {
  const { steps } = growing
  if (steps.length > most) return false
  switch (pattern.kind) {
    case 'one':
      steps.push({ do: 'one', test: pattern.test })
      return true
    case 'start':
    case 'end':
      steps.push({ do: pattern.kind })
      return true
    case 'back':
      steps.push({ do: 'back', group: pattern.group })
      return true
    case 'each':
      return pattern.of.every((one) => add(growing, one))
    case 'group': {
      const { group } = pattern
      if (group !== undefined) steps.push({ do: 'keep', slot: 2 * group })
      const fits = add(growing, pattern.of)
      if (group !== undefined) steps.push({ do: 'keep', slot: 2 * group + 1 })
      return fits
    }
    case 'either':
      return addEither(growing, pattern.of)
    case 'times':
      return addTimes(growing, pattern)
  }
}

function addEither(growing: Growing, branches: readonly Pattern[]): boolean {
  const { steps } = growing
  const ends: { to: number }[] = []
  for (const [at, branch] of branches.entries()) {
    const split = { do: 'split' as const, first: steps.length + 1, second: 0 }
    if (at < branches.length - 1) steps.push(split)
    if (!add(growing, branch)) return false
    const jump = { do: 'jump' as const, to: 0 }
    if (at < branches.length - 1) steps.push(jump)
    ends.push(jump)
    split.second = steps.length
  }
  for (const end of ends) end.to = steps.length
  return true
}

function addTimes(growing: Growing, { of, least, most: highest, greedy }: Extract<Pattern, { kind: 'times' }>): boolean {
  for (let count = 0; count < least; count += 1) if (!add(growing, of)) return false
  if (highest === Infinity) return addLoop(growing, of, greedy)
  const splits: Split[] = []
  for (let count = least; count < highest; count += 1) {
    splits.push(addSplit(growing))
    if (!add(growing, of)) return false
  }
  for (const split of splits) lead(split, { inside: split.at + 1, outside: growing.steps.length, greedy })
  return true
}

function addLoop(growing: Growing, of: Pattern, greedy: boolean): boolean {
  const { steps, remembers } = growing
  const split = addSplit(growing)
  const slot = growing.slots
  if (remembers) {
    growing.slots += 1
    steps.push({ do: 'keep', slot })
  }
  if (!add(growing, of)) return false
  if (remembers) steps.push({ do: 'moved', slot })
  steps.push({ do: 'jump', to: split.at })
  lead(split, { inside: split.at + 1, outside: steps.length, greedy })
  return true
}

type Split = { readonly at: number; readonly step: { first: number; second: number } }

function addSplit({ steps }: Growing): Split {
  const step = { do: 'split' as const, first: 0, second: 0 }
  steps.push(step)
  return { at: steps.length - 1, step }
}

/** What is greedy goes in first, what is reluctant goes out first. */
function lead(
  { step }: Split,
  { inside, outside, greedy }: { readonly inside: number; readonly outside: number; readonly greedy: boolean },
): void {
  step.first = greedy ? inside : outside
  step.second = greedy ? outside : inside
}
