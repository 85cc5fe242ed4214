import type { Catalogue, FactDefinition } from '@convive/facts'
import type { Rounding } from '@convive/kernel'
import type { FaultCode, FoundFault } from './fault.ts'
import type { Syntax } from './syntax.ts'
import { isSpanTree, type ListTree, type SpanTree, type Tree, type TruthTree, type ValueType } from './tree.ts'

/** A name that is neither a fact nor `today`: an element of a list, or one that the caller brings. */
export type Local =
  | { readonly type: ValueType; readonly place: number; readonly domain: readonly string[] | undefined }
  /** A record, or one of its parts where a filter lets them be named alone. */
  | { readonly record: FactDefinition; readonly place: number; readonly field: FactDefinition | undefined }
export type Names = ReadonlyMap<string, Local>

/** What checking a piece of syntax gave: a tree (with the codes it can be and its members' type), `null`, or a fault said. */
export type Checked =
  | {
      readonly kind: 'tree'
      readonly tree: Tree
      readonly domain: readonly string[] | undefined
      readonly member: ValueType | undefined
      /** Of a list of records: the fact they are of. */
      readonly record: FactDefinition | undefined
    }
  | { readonly kind: 'null' }
  | { readonly kind: 'faulty' }

export type Checker = {
  readonly catalogue: Catalogue
  readonly rounding: Rounding
  readonly faults: FoundFault[]
  /** Derived facts being replaced right now, to see a circle. */
  readonly deriving: readonly string[]
  /** Gives each local name a place of its own. */
  readonly newPlace: () => number
  readonly check: (checker: Checker, syntax: Syntax, names: Names) => Checked
}

export function treeOf(
  tree: Tree,
  about: { readonly domain?: readonly string[]; readonly member?: ValueType; readonly record?: FactDefinition } = {},
): Checked {
  return { kind: 'tree', tree, domain: about.domain, member: about.member, record: about.record }
}

export function wrong(
  checker: Checker,
  syntax: Syntax,
  fault: { readonly code: FaultCode; readonly message: string; readonly nearest?: string },
): { readonly kind: 'faulty' } {
  checker.faults.push({ ...fault, at: syntax.at })
  return { kind: 'faulty' }
}

const words: Readonly<Record<ValueType, string>> = {
  boolean: 'yes or no',
  number: 'a number',
  date: 'a date',
  days: 'a number of days',
  months: 'a number of months',
  text: 'a text',
  list: 'a list',
}

export function nameOfType(type: ValueType): string {
  return words[type]
}

export function describe(checked: Checked): string {
  if (checked.kind === 'tree') return words[checked.tree.type]
  return checked.kind === 'null' ? 'null' : 'faulty'
}

export function wrongType(checker: Checker, syntax: Syntax, message: string): { readonly kind: 'faulty' } {
  return wrong(checker, syntax, { code: 'rules/wrong-type', message })
}

function needs(
  checker: Checker,
  syntax: Syntax,
  { expected, found }: { readonly expected: string; readonly found: Checked },
): undefined {
  if (found.kind !== 'faulty') wrongType(checker, syntax, `needs ${expected}, this is ${describe(found)}`)
  return undefined
}

export function truthOf(checker: Checker, syntax: Syntax, names: Names): TruthTree | undefined {
  const found = checker.check(checker, syntax, names)
  if (found.kind === 'tree' && found.tree.type === 'boolean') return found.tree
  return needs(checker, syntax, { expected: words.boolean, found })
}

export function dateTreeOf(checker: Checker, syntax: Syntax, names: Names): SpanTree | undefined {
  const found = checker.check(checker, syntax, names)
  if (found.kind === 'tree' && isSpanTree(found.tree) && found.tree.type === 'date') return found.tree
  return needs(checker, syntax, { expected: words.date, found })
}

export function listOf(
  checker: Checker,
  syntax: Syntax,
  names: Names,
):
  | {
      readonly tree: ListTree
      readonly domain: readonly string[] | undefined
      readonly member: ValueType | undefined
      readonly record: FactDefinition | undefined
    }
  | undefined {
  const found = checker.check(checker, syntax, names)
  if (found.kind === 'tree' && found.tree.type === 'list') {
    return { tree: found.tree, domain: found.domain, member: found.member, record: found.record }
  }
  return needs(checker, syntax, { expected: words.list, found })
}
