import type { Call, World } from './world.ts'

/** A valid call of one command or query: who asks and with which input. Each call makes its own, from a fresh story. */
export type Sample = (world: World) => Promise<{ readonly call: Call; readonly input: Readonly<Record<string, unknown>> }>

/** By our officer, with every role. */
export function officer(make: (world: World) => unknown): Sample {
  return async (world) => ({ call: { token: world.ours.officer.token }, input: asInput(await make(world)) })
}
export function decider(make: (world: World) => unknown): Sample {
  return async (world) => ({ call: { token: world.ours.decider.token }, input: asInput(await make(world)) })
}
export function anybody(make: (world: World) => unknown): Sample {
  return async (world) => ({ call: {}, input: asInput(await make(world)) })
}

function asInput(made: unknown): Readonly<Record<string, unknown>> {
  return made as Readonly<Record<string, unknown>>
}
