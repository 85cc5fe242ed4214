import type { DataFault } from '@convive/facts'
import { explain, fromWhen, type Ruleset } from '@convive/rules'
import { bringOf, costsOf } from './answer-procedure.ts'
import { parseCaseFacts } from './pack/parse-case.ts'
import type { Procedure, WorkedCase } from './pack/procedure.ts'

/** What a worked case says otherwise than the rules, in words for the author of the pack. */
export function judgeCase(procedure: Procedure, worked: WorkedCase): readonly string[] {
  const expected = worked.expect
  const view = { today: worked.today, facts: parseCaseFacts(worked.facts) }
  const { costs, free } = costsOf(procedure, view)
  return [
    ...judgeRules(procedure.ruleset, worked),
    differs('bring', listed(expected.bring), listed(bringOf(procedure, view).map((one) => one.id))),
    differs('free', expected.free, free),
    differs('pay', listed(expected.pay), listed(costs.filter((one) => one.owed === 'yes').map((one) => one.id))),
  ].filter((one) => one !== '')
}

/** The same of what the rules alone decide. */
export function judgeRules(ruleset: Ruleset, { expect: expected, today, facts }: WorkedCase): readonly string[] {
  const view = { today, facts: parseCaseFacts(facts) }
  const found = explain(ruleset, view)
  const hangs = found.open.length === 0 ? '' : ` (open: ${found.open.join(', ')})`
  return [
    differs('answer', expected.answer, found.answer, hangs),
    differs('failed', listed(expected.failed), listed(found.failed.map((one) => one.id))),
    differs('from', expected.from, expected.from && fromWhen({ ...ruleset, window: {} }, view)),
    differs('window', expected.window, found.window),
  ].filter((one) => one !== '')
}

/** Every worked case of every procedure that comes out otherwise, with its place. */
export function judgeCases(procedures: readonly Procedure[]): readonly DataFault[] {
  return procedures.flatMap((procedure) =>
    procedure.cases.flatMap((worked) =>
      judgeCase(procedure, worked).map((one) => ({
        file: procedure.file,
        line: worked.line,
        column: worked.column,
        code: 'case-differs',
        message: `the case “${worked.name}” comes out otherwise: ${one}`,
      })),
    ),
  )
}

function listed(ids: readonly string[] | undefined): string | undefined {
  return ids === undefined ? undefined : `[${ids.join(', ')}]`
}

function differs(what: string, expected: string | undefined, found: string | undefined, more = ''): string {
  return expected === undefined || expected === found ? '' : `${what} is ${found ?? 'nothing'}${more}, not ${expected}`
}
