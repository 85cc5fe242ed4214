import { expect, test } from 'vitest'
import { packs } from '../store/packs.ts'
import type { Procedure } from './pack/procedure.ts'
import { tooWeak, tryMutants } from './try-mutants.ts'

const ysapy = packs.procedures.get('ysapy.regularisation')
if (ysapy === undefined) throw new Error('the pack of Ysapy is missing')
const keeping = (names: RegExp): Procedure => ({ ...ysapy, cases: ysapy.cases.filter((one) => names.test(one.name)) })

test('worked cases tell nearly every changed condition from the law as written', () => {
  const tried = tryMutants(ysapy, packs.catalogue)
  expect(tried.tried).toBeGreaterThan(30)
  expect(tooWeak(tried)).toEqual([])
})

test('without the case on the boundary the change of one day is named, where it stands in the file', () => {
  const tried = tryMutants(keeping(/^(?!.*last day)/u), packs.catalogue)
  const found = tried.survived.find((one) => one.message.includes('entry_date <= date("2026-06-30")'))
  expect(found?.message).toContain('“entry_date < date("2026-06-30")”')
  expect(found?.line).toBe(ysapy.conditions.find((one) => one.id === 'entered_before_cutoff')?.place.line)
})

test('few cases are too weak, and each survivor is a fault of the file', () => {
  const tried = tryMutants(keeping(/^granted/u), packs.catalogue)
  const faults = tooWeak(tried)
  expect(faults.length).toBe(tried.survived.length)
  expect(faults.length).toBeGreaterThan(tried.tried / 10)
  expect(faults[0]).toMatchObject({ code: 'weak-cases', file: ysapy.file })
})

test('a procedure whose conditions hold for nobody else is noticed when one is left out', () => {
  const [first] = ysapy.conditions
  const lonely = tryMutants({ ...ysapy, cases: [] }, packs.catalogue)
  expect(lonely.survived).toHaveLength(lonely.tried)
  expect(lonely.survived.map((one) => one.message)).toContain(`no worked case would notice if ${first?.id ?? ''} were left out`)
})
