import { compiledAlways } from './compiled-always.ts'
import { firstDay, lastDay } from './day.ts'
import type { Environment } from './environment.ts'
import { toldOn, type Always } from './lived.ts'
import { union, type Possible, type Truths } from './possible.ts'
import type { SpanTree } from './tree.ts'
import { isNo, isYes } from './truth.ts'

/**
 * What is always so, as far as it bears on `asked`: what is certain already is left out, and facts of which nothing is known and that
 * nobody asks about are projected away (Fourier and Motzkin: of `a <= x` and `x <= b` remains `a <= b`). `undefined` where nobody lives so.
 */
export function bearingOn(
  asked: Possible<Truths>,
  { always, environment }: { readonly always: readonly Always[]; readonly environment: Environment },
): readonly Always[] | undefined {
  const told = toldOn(environment)
  let open: Always[] = []
  const keep = (one: Always): boolean => {
    const found = one.truth(told)
    if (!isYes(found) && !open.includes(one)) open.push(one)
    return !isNo(found)
  }
  if (!always.every(keep)) return undefined
  const wanted = union(asked.open, asked.declined)
  const bystanders = [...new Set(open.flatMap(({ facts }) => facts))].filter(
    (fact) => !wanted.includes(fact) && isWhollyOpen(environment.cells.get(fact)),
  )
  for (const fact of bystanders) {
    const sides = sidesOf(open, fact)
    if (sides === undefined) continue
    open = open.filter(({ facts }) => !facts.includes(fact))
    for (const lower of sides.above) for (const upper of sides.below) if (!keep(joinedOf(lower, upper))) return undefined
  }
  return open
}

function isWhollyOpen(cell: Possible | undefined): boolean {
  if (cell?.some?.kind !== 'span' || cell.none || cell.invalid !== undefined) return false
  return cell.some.low <= firstDay && cell.some.high >= lastDay
}

type Bound = Always & { readonly tree: Extract<Always['tree'], { readonly op: 'order' }> }

/** What lies below a fact (`above` it is the fact) and what lies above it; `undefined` where it stands in anything but a plain order. */
function sidesOf(
  all: readonly Always[],
  fact: string,
): { readonly above: readonly Bound[]; readonly below: readonly Bound[] } | undefined {
  const [above, below]: [Bound[], Bound[]] = [[], []]
  for (const one of all) {
    if (!one.facts.includes(fact)) continue
    const { tree } = one
    if (tree.op !== 'order' || tree.sign !== '<=' || !isPlain(tree.left) || !isPlain(tree.right)) return undefined
    const [isLeft, isRight] = [isOf(tree.left, fact), isOf(tree.right, fact)]
    if (isLeft === isRight) return undefined
    ;(isRight ? above : below).push({ ...one, tree })
  }
  return { above, below }
}

function isPlain(tree: SpanTree): boolean {
  return tree.type === 'date' && (tree.op === 'fact' || tree.op === 'today')
}

function isOf(tree: SpanTree, fact: string): boolean {
  return tree.op === 'fact' && tree.fact.id === fact
}

/** Of `a <= x` and `x <= b`: `a <= b`, the same one each time. */
function joinedOf(lower: Bound, upper: Bound): Always {
  const { left } = lower.tree
  const { right } = upper.tree
  const before = joins.get(left)?.get(right)
  if (before !== undefined) return before
  const made = compiledAlways(`${lower.feel} and ${upper.feel}`, { op: 'order', type: 'boolean', sign: '<=', left, right })
  const known = joins.get(left) ?? new WeakMap<SpanTree, Always>()
  joins.set(left, known.set(right, made))
  return made
}

const joins = new WeakMap<SpanTree, WeakMap<SpanTree, Always>>()
