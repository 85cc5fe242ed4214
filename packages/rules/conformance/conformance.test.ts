import { describe, expect, test } from 'vitest'
import { certificateOf } from '../index.ts'
import { answerOfEngine, fromWhenOfEngine, rulesetOfCase } from '../testing/conformance/ask-case.ts'
import { readConformance } from '../testing/conformance/parse-cases.ts'
import { viewOf } from '../testing/oracle/ask-engine.ts'
import { suiteVersion } from './conformance-case.ts'
import { families } from './families/index.ts'
import { fileText } from './file-text.ts'

const published = readConformance()

test('the published files are what the families enumerate, byte for byte', () => {
  expect(published.map(({ file }) => file.family)).toEqual(families.map((one) => one.name).toSorted())
  for (const family of families)
    expect(published.find(({ file }) => file.family === family.name)?.text).toBe(fileText(family).text)
})

test('every answer comes up often enough to mean something', () => {
  const cases = published.flatMap(({ file }) => file.cases)
  const times = (answer: string): number => cases.filter((one) => one.expect.answer === answer).length
  expect(cases.length).toBeGreaterThanOrEqual(300)
  expect(new Set(cases.map((one) => one.id)).size).toBe(cases.length)
  expect(Math.min(times('yes'), times('no'), times('unknown'))).toBeGreaterThan(100)
  expect(times('invalid')).toBeGreaterThan(10)
  expect(cases.filter((one) => one.expect.from_when !== null && one.expect.from_when > one.today).length).toBeGreaterThan(20)
})

describe.each(published.map(({ file }) => file))('$family', ({ version, cases }) => {
  test('is of this version', () => expect(version).toBe(suiteVersion))

  test.each(cases)('$id', (one) => {
    const { today, known, expect: expected } = one
    const ruleset = rulesetOfCase(one)
    expect(answerOfEngine(ruleset, today, known)).toBe(expected.answer)
    const proof = certificateOf(ruleset, viewOf({ today, known }))
    expect(proof?.answer ?? expected.answer).toBe(expected.answer)
    expect(expected.certificates).toEqual(proof === undefined ? [] : expect.arrayContaining([proof.facts.toSorted()]))
    expect(fromWhenOfEngine(ruleset, one)).toBe(expected.from_when)
    const alone = (kept: readonly string[]): string =>
      answerOfEngine(ruleset, today, Object.fromEntries(Object.entries(known).filter(([id]) => kept.includes(id))))
    for (const proof of expected.certificates) {
      expect(alone(proof)).toBe(expected.answer)
      // Nothing in a smallest proof can be left out.
      for (const left of proof) expect(alone(proof.filter((id) => id !== left))).not.toBe(expected.answer)
    }
  })
})
