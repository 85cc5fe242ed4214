import type { Environment, UnaryTests, Value } from '@convive/feel'
import { feelLogic, feelTests, held, textWithin, type Logic, type Site } from './logic.ts'
import { testsHold } from './unary-tests.ts'
import { child, type XmlNode } from './xml-tree.ts'

/** A column of results: its name, what stands there where no rule applies, and how its values are held to its type and ranked. */
export type Output = {
  readonly name: string
  readonly byDefault: Logic | undefined
  readonly fit: (value: Value, environment: Environment) => Value
  /** The place of a value in the list of values of the column, from 0; one that is not listed comes after all that are. */
  readonly rank: (value: Value, environment: Environment) => number
}

export function outputOf(node: XmlNode, site: Site): Output {
  const entry = child(node, 'defaultOutputEntry')
  const values = child(node, 'outputValues')
  const cell = values === undefined ? undefined : feelTests(textWithin(values), site)
  const tests = cell === undefined || typeof cell === 'function' || cell.tests.tests === 'anything' ? [] : cell.tests.tests
  const each = tests.map((test): UnaryTests => ({ tests: [test], negated: false, from: test.from, to: test.to }))
  return {
    name: node.attributes['name'] ?? '',
    byDefault: entry === undefined ? undefined : feelLogic(textWithin(entry), site),
    fit: held(node.attributes['typeRef'], site.frame),
    rank(value, environment) {
      const place = each.findIndex((test) => testsHold(test, value, environment) === true)
      return place === -1 ? each.length : place
    },
  }
}
