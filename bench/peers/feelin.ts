import { date, evaluate } from 'feelin'
import { printRule } from '../../packages/rules/testing/oracle/print-rule.ts'
import { isDateFact, saidBy, tried, type Peer } from './peer.ts'

/** FEEL in standard mode, as DMN defines it: the same text. */
export const feelin: Peer = {
  name: 'feelin',
  answer: (rule, given) => {
    const values = Object.entries(given.values).map(([id, value]) => [
      id,
      isDateFact(given, id) && typeof value === 'string' ? date(value) : value,
    ])
    const context = { ...Object.fromEntries(values), today: date(given.today) }
    return tried(() => saidBy(evaluate(printRule(rule), context).value))
  },
}
