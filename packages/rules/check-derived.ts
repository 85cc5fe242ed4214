import type { FactDefinition } from '@convive/facts'
import { describe, treeOf, wrong, type Checked, type Checker } from './checker.ts'
import { domainOf, valueTypeOf } from './fact-tree.ts'
import { placed, type FoundFault } from './fault.ts'
import { parseFeel } from './parse-feel.ts'
import type { Syntax } from './syntax.ts'
import type { ValueType } from './tree.ts'

/** A derived fact is replaced by its expression, so that everything later sees only what can be asked. */
export function checkDerived(
  checker: Checker,
  syntax: Syntax,
  { fact, derive }: { readonly fact: FactDefinition; readonly derive: string },
): Checked {
  const found = checkWithin(checker, syntax, { fact, text: derive, expects: valueTypeOf(fact) })
  if (found.kind !== 'tree') return found
  const domain = domainOf(fact)
  const member = fact.type === 'codes' ? ({ member: 'text' } as const) : {}
  return treeOf(found.tree, domain === undefined ? member : { ...member, domain })
}

/** An expression that stands beside a fact in the catalogue; its faults name the fact, and are told where the fact is used. */
export function checkWithin(
  checker: Checker,
  syntax: Syntax,
  { fact, text, expects }: { readonly fact: FactDefinition; readonly text: string; readonly expects: ValueType },
): Checked {
  if (checker.deriving.includes(fact.id))
    return wrong(checker, syntax, {
      code: 'rules/derive-cycle',
      message: `${[...checker.deriving, fact.id].join(' → ')} goes in a circle`,
    })
  const faults: FoundFault[] = []
  const parsed = parseFeel(text)
  if (!parsed.ok) faults.push(...parsed.faults)
  const inner: Checker = { ...checker, faults, deriving: [...checker.deriving, fact.id] }
  const found: Checked = parsed.ok ? inner.check(inner, parsed.value, new Map()) : { kind: 'faulty' }
  for (const fault of faults) {
    const { line, column } = placed(fault, text)
    const message = `in the derived fact ${fact.id}, line ${line}, column ${column}: ${fault.message}`
    checker.faults.push({ ...fault, at: syntax.at, message })
  }
  if (faults.length > 0 || found.kind === 'faulty') return { kind: 'faulty' }
  if (found.kind === 'tree' && found.tree.type === expects) return found
  const wanted = expects === valueTypeOf(fact) ? fact.type : expects
  const message = `the derived fact ${fact.id} needs ${wanted}, its expression gives ${describe(found)}`
  return wrong(checker, syntax, { code: 'rules/wrong-type', message })
}
