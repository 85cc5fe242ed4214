import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseInput } from './parse-input.ts'

const schema = z.object({
  verdict: z.object({ kind: z.enum(['right', 'wrong']) }),
  named: z.enum(['a'], 'notes/which').optional(),
})

test('a form on which nothing was chosen says to choose; what is no answer at all says that it is not understood', () => {
  expect(parseInput(schema, { verdict: { kind: '' } })).toMatchObject({
    refusals: [{ code: 'commands/choose-one', at: 'verdict.kind' }],
  })
  for (const kind of ['neither', undefined, 7])
    expect(parseInput(schema, { verdict: { kind } })).toMatchObject({
      refusals: [{ code: 'commands/invalid-input', at: 'verdict.kind' }],
    })
})

test('a rule that names its own refusal keeps it', () => {
  expect(parseInput(schema, { verdict: { kind: 'right' }, named: '' })).toMatchObject({ refusals: [{ code: 'notes/which' }] })
  expect(parseInput(schema, { verdict: { kind: 'right' } })).toEqual({ ok: true, value: { verdict: { kind: 'right' } } })
})
