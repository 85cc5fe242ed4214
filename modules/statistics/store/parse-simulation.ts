import type { SimulationFound } from '@convive/procedures'
import type { Kept } from './simulations.ts'

/** What this room itself wrote, read back. */
export function parseKept(value: unknown): Kept {
  if (value === null || typeof value !== 'object' || !('input' in value) || !('asked' in value))
    throw new Error('a simulation is not as it was kept')
  return value as Kept
}

export function parseFound(value: unknown): SimulationFound | undefined {
  return value === null || value === undefined ? undefined : (value as SimulationFound)
}
