import { expect, test } from 'vitest'
import { usualSource } from './usual-source.ts'

const said = 'said by the person · 3 May 2026'
const seen = 'seen on a paper · 4 May 2026'
const rows = (...sources: readonly (string | undefined)[]) => sources.map((source, at) => ({ key: `${at}`, source }))

test('what most facts have as source is said once, and a fact from elsewhere says so itself', () => {
  expect(usualSource(rows(said, said, seen, said))).toEqual({ usual: said, rows: rows(undefined, undefined, seen, undefined) })
})

test('a few facts keep their sources beside them', () => {
  expect(usualSource(rows(said, seen, said))).toEqual({ rows: rows(said, seen, said) })
  expect(usualSource([])).toEqual({ rows: [] })
})
