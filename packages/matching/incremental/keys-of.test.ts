import { expect, test } from 'vitest'
import { digestOfValues } from '../frozen/value-digest.ts'
import { keysOf } from './keys-of.ts'
import type { PreparedRule } from './prepare-model.ts'

const rule: PreparedRule = { columns: ['f0_s', 'f1_y'], crowded: new Set([digestOfValues(['ana', '1990'])]), refined: [] }

test('a key of a name and a year is one of both, and none where one is missing', () => {
  const of = (year: number | null): readonly string[] => keysOf({ rules: [rule] }, { f0_s: 'ana', f1_y: year })
  expect(of(1991)).toEqual(['[0,"ana","1991"]'])
  expect(of(null)).toEqual([])
  expect(of(1990)).toEqual([])
})
