import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FactDocument, Provenance, StoredFact } from '@convive/facts'
import { packFacts, parseFacts } from './parse-facts.ts'

const origin = fc.record<Provenance>(
  {
    assurance: fc.constantFrom('claimed', 'evidenced', 'verified'),
    by: fc.uuid(),
    on: fc.constant('2026-05-03'),
    source: fc.string(),
  },
  { requiredKeys: ['assurance', 'by', 'on'] },
)
const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.array(fc.string()))
const fact: fc.Arbitrary<StoredFact> = fc.oneof(
  fc.record({ state: fc.constant('value' as const), value, from: origin }),
  fc.record({ state: fc.constantFrom('none' as const, 'unknown' as const, 'declined' as const), from: origin }),
)

test('what is packed comes back as it was: values, states, and who said it when', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,12}$/), fact, { noNullPrototype: true }), (document: FactDocument) => {
      expect(parseFacts(packFacts(document))).toEqual(document)
    }),
  )
})

test('twenty facts from one mouth name it once', () => {
  const from: Provenance = { assurance: 'claimed', by: '019a0000-0000-7000-8000-000000000000', on: '2026-05-03' }
  const document = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`fact_${at}`, { state: 'unknown', from } as const]))
  expect(packFacts(document).toString().split(from.by)).toHaveLength(2)
})
