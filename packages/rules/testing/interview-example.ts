import type { FactDefinition } from '@convive/facts'
import { calendarDate } from '@convive/kernel'
import { compileExpression } from '../expression.ts'
import type { Expression } from '../expression-of.ts'
import type { Ruleset } from '../ruleset.ts'
import type { Asked } from '../measure/population.ts'

const names = [
  'adult',
  'guardian_agrees',
  'lives_here',
  'fee_paid',
  'fee_waived',
  'can_swim',
  'has_teacher',
  'doctor_agrees',
  'helps_out',
  'member_elsewhere',
] as const

/** A swimming club: a neutral pack of ten facts shared by four rulesets, to measure interviews without anybody's law. */
export function interviewExample(): Asked {
  const label = { es: '', pt: '', en: '', fr: '', ht: '' }
  const facts = names.map((id): FactDefinition => ({ id, type: 'boolean', label, cost: 1, class: 1 }))
  const catalogue = new Map(facts.map((fact) => [fact.id, fact]))

  function feel(text: string, locals: readonly string[] = []): Expression {
    const compiled = compileExpression({
      feel: text,
      catalogue,
      expects: 'boolean',
      locals: Object.fromEntries(locals.map((name) => [name, 'boolean'] as const)),
    })
    if (!compiled.ok) throw new Error(`the example does not compile: ${text}`)
    return compiled.value
  }

  function ruleset(id: string, conditions: Readonly<Record<string, string>>, eligibleWhen: string): Ruleset {
    return {
      id,
      conditions: Object.entries(conditions).map(([name, text]) => ({
        id: name,
        expression: feel(text),
        cite: 'statutes',
        fixable: 'never',
      })),
      eligibleWhen: eligibleWhen === 'all' || eligibleWhen === 'any' ? eligibleWhen : feel(eligibleWhen, Object.keys(conditions)),
    }
  }

  const represented = 'adult or guardian_agrees'
  return {
    catalogue,
    today: calendarDate('2026-01-01'),
    rulesets: [
      ruleset('membership', { represented, local: 'lives_here', paid: 'fee_paid or fee_waived or helps_out' }, 'all'),
      ruleset(
        'deep-pool',
        { represented, safe: 'can_swim and doctor_agrees', guided: 'has_teacher and doctor_agrees' },
        'represented and (safe or guided)',
      ),
      ruleset('guest', { elsewhere: 'member_elsewhere and fee_paid', invited: 'not(lives_here) and helps_out and adult' }, 'any'),
      ruleset('lifeguard', { grown: 'adult', swims: 'can_swim', helps: 'helps_out', well: 'doctor_agrees' }, 'all'),
    ],
  }
}
