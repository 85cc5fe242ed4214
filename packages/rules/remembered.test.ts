import { expect, test } from 'vitest'
import { environmentFor, subjectOf } from './judge.ts'
import { point, yes } from './possible.ts'
import { remembered } from './remembered.ts'
import { aCatalogue, aRuleset, aView } from './testing/builders.ts'

const catalogue = aCatalogue({ born: 'date', entered: 'date', codes: ['codes', 'a', 'b'], flag: 'boolean' })

/** The comparison as it is remembered, and how often it was worked out. */
function counted(feel: string) {
  const ruleset = aRuleset(catalogue, { one: feel })
  const tree = ruleset.conditions[0]?.expression.inside.tree
  if (tree?.type !== 'boolean') throw new Error(feel)
  let count = 0
  const run = remembered(tree, () => {
    count += 1
    return yes
  })
  return { run, times: () => count, start: environmentFor(subjectOf(ruleset), aView('2026-03-01')) }
}

test('a comparison is worked out again when a day it reads or today is another, and only then', () => {
  const { run, times, start } = counted('born + duration("P18Y") <= entered')
  const other = { ...start, cells: new Map(start.cells).set('flag', yes) }
  for (const one of [start, start, other]) run(one)
  expect(times()).toBe(1)
  const born = { ...start, cells: new Map(start.cells).set('born', point(1)) }
  run(born)
  run({ ...born, cells: new Map(born.cells).set('entered', point(2)) })
  run(start)
  run({ ...start, today: point(3) })
  expect(times()).toBe(5)
})

test('where it is supposed how two days stand, nothing is remembered', () => {
  const { run, times, start } = counted('born < entered')
  const supposed = { ...start, signs: new Map([['born|entered', -1 as const]]) }
  run(supposed)
  run(supposed)
  expect(times()).toBe(2)
})

test('codes are gone through once for each list', () => {
  const { run, times, start } = counted('some one in codes satisfies one in ("a")')
  run(start)
  run({ ...start })
  expect(times()).toBe(1)
})
