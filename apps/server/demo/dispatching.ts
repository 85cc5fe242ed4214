import type { Actor } from '@convive/access'
import type { Installation } from '../installation.ts'
import { parseStep } from './parse-step.ts'

/** What a demonstration is made with: the ordinary commands, on whatever installation. */
export type Dispatching = Pick<Installation, 'database' | 'vault' | 'dispatcher' | 'clock'>

/** A step of a demonstration, once: what an earlier run did is not done again, also when today's words would be others. */
export async function once<Answer>(
  { dispatcher }: Dispatching,
  step: { readonly name: string; readonly input: unknown; readonly actor: Actor; readonly key: string },
): Promise<Answer | undefined> {
  const answer = await dispatcher.dispatch(step.name, step.input, { actor: step.actor, key: step.key })
  if (answer.ok) return parseStep(answer.value)
  if (answer.refusals.every((one) => one.code === 'commands/key-reused')) return undefined
  throw new Error(
    `The demonstration could not be made: ${step.name}: ${answer.refusals.map(({ code, at }) => `${code} ${at ?? ''}`).join(', ')}`,
  )
}

/** What a query says, by a sample account. */
export async function asked<Answer>(
  { dispatcher }: Dispatching,
  { name, input, actor }: { readonly name: string; readonly input: unknown; readonly actor: Actor },
): Promise<Answer> {
  const answer = await dispatcher.query(name, input, { actor })
  if (!answer.ok) throw new Error(`The demonstration could not be made: ${name}: ${answer.refusals[0].code}`)
  return parseStep(answer.value)
}
