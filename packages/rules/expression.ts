import { alwaysOf } from './always.ts'
import { checkExpression, type ExpressionInput } from './check-expression.ts'
import { collect } from './collect.ts'
import { readingOf } from './read-as.ts'
import { expressionOf, type Expression } from './expression-of.ts'
import { placed, type Fault, type FoundFault } from './fault.ts'

export type { ExpressionInput, LocalType } from './check-expression.ts'

/** The expression, or all its faults in the order of the text. */
export type Compiled =
  | { readonly ok: true; readonly value: Expression }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/**
 * Reads and checks FEEL. Supported: literals, `date("…")`, `duration("…")`, `@"…"`, comparisons and chained ranges, `between`, `in`,
 * `and`, `or`, `not`, `if`, `= null`, arithmetic of numbers and dates, `.years`, `.months` and `.days` of lengths, `.year` of a date,
 * `years and months duration(a, b)`, `abs`, `floor`, `ceiling`, `some`, `every`, `list contains`, `count`, `sum`, `min`, `max`, filters of records, `days
 * covered`, `longest gap`, facts and parts of records, facts that are derived, ruled or dated, `today` and locals. Anything else is a fault.
 */
export function compileExpression(input: ExpressionInput): Compiled {
  const found = checkExpression(input)
  if (!found.ok) return refused(input.feel, found.faults)
  const { facts } = collect(found.tree, readingOf(found.tree))
  const always = alwaysOf(input.catalogue, [...facts.keys()])
  if (!always.ok) return refused(input.feel, always.faults)
  return { ok: true, value: expressionOf(input, found.tree, always.value) }
}

function refused(feel: string, faults: readonly FoundFault[]): Compiled {
  return { ok: false, faults: faults.toSorted((a, b) => a.at - b.at).map((fault) => placed(fault, feel)) }
}
