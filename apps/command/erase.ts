import { callServer } from './call-server.ts'
import type { Terminal } from './run.ts'

/** Two commands of the server under one word: with a ground it asks, with the registration number it confirms. */
export async function erase(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [what, personId, option, ...rest] = parameters
  if (what === 'person' && personId !== undefined && (option === '--ground' || option === '--number')) {
    const name = option === '--ground' ? 'ask-erasure' : 'erase-person'
    return callServer(['registry', name, '--personId', personId, option, ...rest], terminal)
  }
  throw new Error(
    'Write: convive erase person ID --ground asked|mistake|time_over|no_basis, then as somebody else: convive erase person ID --number NUMBER',
  )
}
