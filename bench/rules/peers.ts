import { celEnv, celFunc, CelScalar, parse, plan } from '@bufbuild/cel'
import { evaluateExpressionSync } from '@gorules/zen-engine'
import { addMonths, calendarDate, civilFromDays, daysFromCivil, daysInMonth, epochDay } from '@convive/kernel'
import { evaluate } from 'feelin'
import { LogicEngine } from 'json-logic-engine'
import jsonLogic from 'json-logic-js'
import Publicodes from 'publicodes'
import type { Person } from './people.ts'
import { accepted, incomeLimit, lastEntry, listed, papers, today } from './the-rule.ts'

/**
 * The same person with days as whole numbers, as ours have them. None of these engines steps by months on such days: it is given a function
 * of ours for that; two that take none (publicodes, the expressions of zen) find the two steps made, which spares them work.
 */
export type Plain = {
  readonly nationality: string
  readonly in_country: boolean
  readonly entry: number
  readonly birth: number
  readonly stay_due: number
  readonly adult_on: number
  readonly with_guardian: boolean
  readonly documents: readonly string[]
  readonly criminal_record: boolean
  readonly fee_paid: boolean
  readonly income: number
  readonly household_size: number
  readonly today: number
}

const now = epochDay(today)
const cutoff = epochDay(lastEntry)

export function plainOf(person: Person): Plain {
  const [entry, birth] = [calendarDate(person.entry_date), calendarDate(person.birth_date)]
  return {
    nationality: person.nationality,
    in_country: person.in_country,
    entry: epochDay(entry),
    birth: epochDay(birth),
    stay_due: epochDay(addMonths(entry, 3) ?? entry),
    adult_on: epochDay(addMonths(birth, 216) ?? birth),
    with_guardian: person.with_guardian,
    documents: person.documents,
    criminal_record: person.criminal_record,
    fee_paid: person.fee_paid,
    income: person.income,
    household_size: person.household_size,
    today: now,
  }
}

/** A step by months that lands on the last day of a shorter month, on days since 1970. */
function addMonthsTo(day: number, months: number): number {
  const from = civilFromDays(day)
  const total = from.year * 12 + from.month - 1 + months
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1]
  return daysFromCivil(year, month, Math.min(from.day, daysInMonth(year, month)))
}

/** An engine on one person; `people` bounds how many are asked of a slow one. */
export type Peer = { readonly name: string; readonly people: number; readonly isYes: (person: Plain) => boolean }

export function byHand(person: Plain): boolean {
  return (
    listed.some((code) => code === person.nationality) &&
    person.in_country &&
    person.entry <= cutoff &&
    addMonthsTo(person.entry, 3) <= person.today &&
    (addMonthsTo(person.birth, 216) <= person.today || person.with_guardian) &&
    person.documents.some((paper) => accepted.some((code) => code === paper)) &&
    !person.criminal_record &&
    (person.fee_paid || person.income / person.household_size < incomeLimit)
  )
}

const logic = {
  and: [
    { in: [{ var: 'nationality' }, [...listed]] },
    { '===': [{ var: 'in_country' }, true] },
    { '<=': [{ var: 'entry' }, cutoff] },
    { '<=': [{ add_months: [{ var: 'entry' }, 3] }, { var: 'today' }] },
    { or: [{ '<=': [{ add_months: [{ var: 'birth' }, 216] }, { var: 'today' }] }, { var: 'with_guardian' }] },
    { some: [{ var: 'documents' }, { in: [{ var: '' }, [...accepted]] }] },
    { '!': [{ var: 'criminal_record' }] },
    { or: [{ var: 'fee_paid' }, { '<': [{ '/': [{ var: 'income' }, { var: 'household_size' }] }, incomeLimit] }] },
  ],
} satisfies jsonLogic.RulesLogic<jsonLogic.AdditionalOperation>

const quoted = (codes: readonly string[]): string => codes.map((code) => JSON.stringify(code)).join(', ')

const celText = [
  `nationality in [${quoted(listed)}]`,
  'in_country == true',
  `entry <= ${cutoff}.0`,
  'add_months(entry, 3.0) <= today',
  '(add_months(birth, 216.0) <= today || with_guardian)',
  `documents.exists(p, p in [${quoted(accepted)}])`,
  '!criminal_record',
  `(fee_paid || income / household_size < ${incomeLimit})`,
].join(' && ')

const zenText = [
  `nationality in [${quoted(listed)}]`,
  'in_country == true',
  `entry <= ${cutoff}`,
  'stay_due <= today',
  '(adult_on <= today or with_guardian)',
  `some(documents, # in [${quoted(accepted)}])`,
  'not(criminal_record)',
  `(fee_paid or income / household_size < ${incomeLimit})`,
].join(' and ')

const feelText = [
  `nationality in (${quoted(listed)})`,
  'in_country = true',
  `entry <= ${cutoff}`,
  'add_months(entry, 3) <= today',
  '(add_months(birth, 216) <= today or with_guardian)',
  `some p in documents satisfies p in (${quoted(accepted)})`,
  'not(criminal_record)',
  `(fee_paid or income / household_size < ${incomeLimit})`,
]
  .map((one) => `(${one})`)
  .join(' and ')

/** It has no lists: each paper is a rule of its own. */
type Written = string | { readonly [key: string]: Written | readonly Written[] }

function anyOf(rules: readonly string[]): Written {
  return { 'une de ces conditions': rules }
}

const publicodesRules: Readonly<Record<string, Written | null>> = {
  right: {
    'toutes ces conditions': [
      anyOf(listed.map((code) => `nationality = '${code}'`)),
      'in country = oui',
      `entry <= ${cutoff}`,
      'stay due <= day',
      anyOf(['adult on <= day', 'with guardian = oui']),
      anyOf(accepted.map((paper) => `${nameOf(paper)} = oui`)),
      'criminal record = non',
      anyOf(['fee paid = oui', `income / household size < ${incomeLimit}`]),
    ],
  },
  ...Object.fromEntries(
    [
      'nationality',
      'in country',
      'entry',
      'stay due',
      'adult on',
      'day',
      'with guardian',
      'criminal record',
      'fee paid',
      'income',
      'household size',
      ...papers.map(nameOf),
    ].map((name) => [name, null]),
  ),
}

function nameOf(code: string): string {
  return code.replaceAll('_', ' ')
}

export function peers(): readonly Peer[] {
  const engine = new LogicEngine()
  engine.addMethod('add_months', ([day, months]: readonly [number, number]) => addMonthsTo(day, months))
  const built = engine.build(logic)
  jsonLogic.add_operation('add_months', addMonthsTo)
  const { DOUBLE } = CelScalar
  const planned = plan(celEnv({ funcs: [celFunc('add_months', [DOUBLE, DOUBLE], DOUBLE, addMonthsTo)] }), parse(celText))
  const publicodes = new Publicodes({ ...publicodesRules })
  const yesNo = (value: boolean): string => (value ? 'oui' : 'non')
  return [
    { name: 'json-logic-engine 5.0.7, build()', people: 100_000, isYes: (person) => built(person) === true },
    { name: 'json-logic-js 2.0.5', people: 20_000, isYes: (person) => jsonLogic.apply(logic, person) === true },
    { name: '@bufbuild/cel 0.6.1, plan()', people: 20_000, isYes: (person) => planned({ ...person }) === true },
    {
      name: '@gorules/zen-engine 0.54.0',
      people: 5_000,
      isYes: (person) => evaluateExpressionSync(zenText, person) === true,
    },
    {
      name: 'feelin 8.2.0',
      people: 100,
      isYes: (person) => evaluate(feelText, { ...person, add_months: addMonthsTo }).value === true,
    },
    {
      name: 'publicodes 1.10.3',
      people: 300,
      isYes: (person) => {
        publicodes.setSituation({
          nationality: `'${person.nationality}'`,
          'in country': yesNo(person.in_country),
          entry: person.entry,
          'stay due': person.stay_due,
          'adult on': person.adult_on,
          day: person.today,
          'with guardian': yesNo(person.with_guardian),
          'criminal record': yesNo(person.criminal_record),
          'fee paid': yesNo(person.fee_paid),
          income: person.income,
          'household size': person.household_size,
          ...Object.fromEntries(papers.map((paper) => [nameOf(paper), yesNo(person.documents.includes(paper))])),
        })
        return publicodes.evaluate('right').nodeValue === true
      },
    },
  ]
}
