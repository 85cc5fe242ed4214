import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyPatch, type FactDocument, type StoredFact } from './index.ts'

function said(value: string): StoredFact {
  return { state: 'value', value, from: { assurance: 'claimed', by: 'member/1', on: '2026-05-04' } }
}

const before: FactDocument = { given: said('Marie'), place: said('Ysyry') }

describe('a patch', () => {
  test('on the latest version sets its fields and leaves the others', () => {
    const patch = { basedOn: 4, set: { place: said('Kokue') } }
    expect(applyPatch(before, 4, { patch, changedSince: new Set(['place']) })).toEqual({
      ok: true,
      value: { given: said('Marie'), place: said('Kokue') },
    })
  })

  test('made offline on an older version succeeds when nobody has touched the same field since', () => {
    const patch = { basedOn: 2, set: { place: said('Kokue') } }
    expect(applyPatch(before, 4, { patch, changedSince: new Set(['given']) })).toMatchObject({
      ok: true,
      value: { given: said('Marie') },
    })
  })

  test('on a field changed meanwhile is refused, naming the field and not its value', () => {
    const patch = { basedOn: 2, set: { given: said('Maria'), place: said('Kokue') } }
    const answer = applyPatch(before, 4, { patch, changedSince: new Set(['given', 'phone']) })
    expect(answer).toEqual({ ok: false, refusals: [{ code: 'registry/changed-meanwhile', at: 'given' }] })
  })

  test('“unknown” and “declined” are answers that a patch may set', () => {
    const declined: StoredFact = { state: 'declined', from: { assurance: 'claimed', by: 'member/1', on: '2026-05-04' } }
    expect(applyPatch(before, 1, { patch: { basedOn: 1, set: { place: declined } }, changedSince: new Set() })).toMatchObject({
      value: { place: { state: 'declined' } },
    })
  })

  const fields = fc.uniqueArray(fc.constantFrom('given', 'family', 'place', 'phone', 'birth'))

  test('two patches of different fields give the same document in either order', () => {
    fc.assert(
      fc.property(fields, (names) => {
        const [left, right] = [names.filter((_, n) => n % 2 === 0), names.filter((_, n) => n % 2 === 1)]
        const setting = (list: readonly string[]): Readonly<Record<string, StoredFact>> =>
          Object.fromEntries(list.map((name) => [name, said(name)]))
        const both = (first: readonly string[], second: readonly string[]): unknown => {
          const one = applyPatch(before, 1, { patch: { basedOn: 1, set: setting(first) }, changedSince: new Set() })
          if (!one.ok) return one
          return applyPatch(one.value, 2, { patch: { basedOn: 1, set: setting(second) }, changedSince: new Set(first) })
        }
        expect(both(left, right)).toEqual(both(right, left))
      }),
    )
  })

  test('is refused exactly when it is late and meets a changed field; the document is never altered', () => {
    fc.assert(
      fc.property(fields, fields, fc.boolean(), (mine, theirs, late) => {
        const copy = structuredClone(before)
        const set = Object.fromEntries(mine.map((name) => [name, said('new')]))
        const answer = applyPatch(before, 3, { patch: { basedOn: late ? 2 : 3, set }, changedSince: new Set(theirs) })
        expect(answer.ok).toBe(!(late && mine.some((name) => theirs.includes(name))))
        expect(before).toEqual(copy)
      }),
    )
  })
})
