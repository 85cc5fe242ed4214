import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../day.ts'
import { environmentFor, judgeCondition, truthName } from '../judge.ts'
import type { FactView } from '../environment.ts'
import type { Truth } from '../ruleset.ts'
import { subjectOf } from '../judge.ts'
import { aRuleset, aView } from '../testing/builders.ts'
import { catalogue, hidden, hiding, life, sentence } from '../testing/random-conditions.ts'
import { closuresFor } from './closures.ts'
import { columnsFor, emptyColumns, setRow } from './columns.ts'
import { generatedFor } from './generate.ts'
import { layoutOf } from './layout.ts'
import { truthOf } from './masks.ts'
import { packRow, type Row } from './pack.ts'
import { treeOfRuleset } from './ruleset-tree.ts'

const { today } = aView('2024-02-29')

/** What the first engine says: Kleene's outcome alone, without a search. */
function firstSays(text: string, views: readonly FactView[]): readonly Truth[] {
  const ruleset = aRuleset(catalogue, { one: text })
  const [condition] = ruleset.conditions
  if (condition === undefined) return []
  return views.map((view) => truthName(judgeCondition(condition, environmentFor(subjectOf(ruleset), view))))
}

test('closures, generated code and columns say what the first engine says', () => {
  const told = { yes: 0, no: 0, unknown: 0, invalid: 0 }
  const refused = { condition: 0, row: 0, taken: 0 }
  fc.assert(
    fc.property(sentence, fc.array(fc.tuple(life, hiding), { minLength: 1, maxLength: 6 }), (text, people) => {
      const tree = treeOfRuleset(aRuleset(catalogue, { one: text }))
      const layout = layoutOf([tree])
      const closures = closuresFor(tree, layout, dayOf(today))
      const generated = generatedFor(tree, layout, dayOf(today))
      const columns = columnsFor(tree, layout, dayOf(today))
      if (!closures.ok || !generated.ok || !columns.ok) {
        refused.condition += 1
        expect([closures.ok, generated.ok, columns.ok]).toEqual([false, false, false])
        return
      }
      const all = people.map(([full, hide]) => hidden(full, hide))
      const packed = all.flatMap((view): readonly { readonly view: FactView; readonly row: Row }[] => {
        const found = packRow(layout, view)
        refused[found.ok ? 'taken' : 'row'] += 1
        return found.ok ? [{ view, row: found.row }] : []
      })
      const expected = firstSays(
        text,
        packed.map(({ view }) => view),
      )
      for (const one of expected) told[one] += 1
      expect(packed.map(({ row }) => truthOf(closures.value(row)))).toEqual(expected)
      expect(packed.map(({ row }) => truthOf(generated.value(row)))).toEqual(expected)
      const table = emptyColumns(layout, packed.length)
      for (const [at, { row }] of packed.entries()) setRow(table, at, row)
      const outcomes = new Uint8Array(packed.length)
      columns.value(table, outcomes, { from: 0, to: packed.length })
      expect([...outcomes].map(truthOf)).toEqual(expected)
    }),
    { seed: 51, numRuns: 800 },
  )
  // It says something only if all outcomes come up and few are refused.
  expect(Math.min(told.yes, told.no, told.unknown, told.invalid)).toBeGreaterThan(50)
  expect(refused.condition).toBeLessThan(80)
  expect(refused.row).toBeLessThan(refused.taken)
}, 90_000)
