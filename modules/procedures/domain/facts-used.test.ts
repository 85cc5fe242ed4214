import { expect, test } from 'vitest'
import { packs } from '../store/packs.ts'
import { factsUsed } from './facts-used.ts'

const ysapy = packs.procedures.get('ysapy.regularisation')
if (ysapy === undefined) throw new Error('the pack of Ysapy is missing')

test('whoever decides sees under each condition the facts it used, each with who said it, when and from what', () => {
  const from = { assurance: 'evidenced', by: 'm', on: '2026-11-24', source: 'pasaporte' } as const
  const recorded = {
    entry_date: { state: 'value', value: '2026-01', from },
    birth_date: { state: 'value', value: '1990-05-03', from: { ...from, assurance: 'claimed' } },
    ties: { state: 'value', value: ['work', 'study'], from },
    criminal_record: { state: 'declined', from },
  } as const
  const used = factsUsed(ysapy, { catalogue: packs.catalogue, facts: recorded, recorded })
  expect(Object.keys(used)).toEqual(ysapy.conditions.map((one) => one.id))
  expect(used['entered_before_cutoff']).toMatchObject([{ id: 'entry_date', state: { value: '2026-01' }, from }])
  // A condition on age was judged on the day of birth.
  expect(used['has_tie']?.map((one) => one.id).toSorted()).toEqual(['birth_date', 'ties'])
  expect(used['has_tie']?.find((one) => one.id === 'ties')?.words.map((one) => one.en)).toHaveLength(2)
  expect(used['no_serious_record']).toContainEqual(expect.objectContaining({ id: 'criminal_record', from }))
  // The law of Ysapy wants both days shown; the day of entry was.
  expect(used['has_tie']?.map((one) => [one.id, one.needs])).toContainEqual(['birth_date', 'evidenced'])
  expect(used['entered_before_cutoff']?.[0]?.needs).toBeUndefined()
  // When a sentence ended is no matter while there was none; once there was, that nobody said it is told.
  expect(used['no_serious_record']?.map((one) => one.id)).not.toContain('sentence_end')
  const sentenced = { ...recorded, criminal_record: { state: 'value', value: true, from } } as const
  const then = factsUsed(ysapy, { catalogue: packs.catalogue, facts: sentenced, recorded: sentenced })
  expect(then['no_serious_record']).toContainEqual(
    expect.objectContaining({ id: 'sentence_end', state: { state: 'unknown' }, from: undefined }),
  )
})
