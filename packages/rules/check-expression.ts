import type { Catalogue } from '@convive/facts'
import type { Rounding } from '@convive/kernel'
import { check } from './check.ts'
import { describe, nameOfType, wrongType, type Checker, type Local } from './checker.ts'
import type { FoundFault } from './fault.ts'
import { parseFeel } from './parse-feel.ts'
import type { Tree, ValueType } from './tree.ts'

/** Types of the names that a caller may bring. */
export type LocalType = 'boolean' | 'number' | 'date' | 'text' | 'list'

/** What to compile: FEEL text, the facts it may name, the type it must come to. */
export type ExpressionInput = {
  readonly feel: string
  readonly catalogue: Catalogue
  readonly expects: ValueType
  readonly locals?: Readonly<Record<string, LocalType>>
  /** Where a step by months or years has no such day: `down` (usual), `up`, or `error`. */
  readonly rounding?: Rounding
}

export type CheckedExpression =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly faults: readonly FoundFault[] }

/** Text to a typed tree, or all its faults. */
export function checkExpression({
  feel,
  catalogue,
  expects,
  locals = {},
  rounding = 'down',
}: ExpressionInput): CheckedExpression {
  const parsed = parseFeel(feel)
  if (!parsed.ok) return parsed
  const faults: FoundFault[] = []
  const names = new Map(
    Object.entries(locals).map(([name, type], place): [string, Local] => [name, { type, place, domain: undefined }]),
  )
  let places = names.size
  const newPlace = (): number => {
    places += 1
    return places - 1
  }
  const checker: Checker = { catalogue, rounding, faults, deriving: [], newPlace, check }
  const found = check(checker, parsed.value, names)
  const textsOnly = found.kind !== 'tree' || found.tree.type !== 'list' || (found.member ?? 'text') === 'text'
  if (!textsOnly) wrongType(checker, parsed.value, 'only a list of texts can be a result')
  if (found.kind === 'tree' && found.tree.type === expects && faults.length === 0) return { ok: true, tree: found.tree }
  if (found.kind !== 'faulty' && faults.length === 0)
    wrongType(checker, { kind: 'null', at: 0 }, `must come to ${nameOfType(expects)}, this is ${describe(found)}`)
  return { ok: false, faults }
}
