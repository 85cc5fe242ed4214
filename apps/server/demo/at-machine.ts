import { openVault } from '@convive/access'
import { demoOrganisations, hasRealWork } from '@convive/accounts'
import { createDispatcher } from '@convive/commands'
import { openDatabase } from '@convive/database'
import { registeredByOthers } from '@convive/registry'
import type { Progress } from '../backup/write-backup.ts'
import { readConfig } from '../config.ts'
import { openInstallation } from '../installation.ts'
import { modules } from '../modules.ts'
import { releaseDemo } from '../release-counts.ts'
import { runningDatabase } from '../running.ts'
import type { Dispatching } from './dispatching.ts'
import { openOffices } from './offices.ts'
import { registerPeople } from './register-people.ts'

export type DemoAsked = {
  readonly people: number
  /** How much of it the office in the south registers, from 0 to 1. */
  readonly share: number
  readonly seed: number
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly progress: Progress
  readonly signal: AbortSignal
}
export type DemoMade = { readonly persons: number; readonly held: readonly [number, number]; readonly seconds: number }

/**
 * Made-up people in any number, through the ordinary command, beside a running server or without one. What an earlier run with
 * the same seed has registered is not made again. `real`: people are registered here, or somebody works here, for real.
 */
export async function makeDemoHere(asked: DemoAsked): Promise<DemoMade | { readonly fault: 'real' }> {
  const config = readConfig([], asked.environment)
  const around = await reach(asked.environment)
  try {
    if (await isReal(around)) return { fault: 'real' }
    return await makePeople(around, { ...asked, country: config.country, timeZone: config.timeZone })
  } finally {
    await around.close()
  }
}

async function makePeople(
  around: Dispatching,
  {
    people,
    share,
    seed,
    signal,
    progress,
    country,
    timeZone,
  }: DemoAsked & { readonly country: string; readonly timeZone: string },
): Promise<DemoMade> {
  const offices = await openOffices(around, { country, timeZone })
  const held: [number, number] = [0, 0]
  const began = performance.now()
  await registerPeople(around, offices, {
    seed,
    share,
    people,
    batch: 50,
    signal,
    registered(some) {
      for (const { household } of some) held[household.office] += household.people.length
      const persons = held[0] + held[1]
      progress('made-up people', Math.min(1, persons / people), { done: persons, all: people })
    },
  })
  const seconds = (performance.now() - began) / 1000
  await releaseDemo(around, timeZone)
  return { persons: held[0] + held[1], held, seconds }
}

async function isReal({ database }: Dispatching): Promise<boolean> {
  const known = [...(await demoOrganisations(database)).values()]
  const others = await database.transaction({ purpose: 'operation' }, (tx) => registeredByOthers(tx, known))
  return others || (await hasRealWork(database))
}

type Reached = Dispatching & { close(): Promise<void> }

/** The database of the server that runs, as the server connects to it; or one that is started for this alone. */
async function reach(environment: Readonly<Record<string, string | undefined>>): Promise<Reached> {
  return (await besideServer(environment)) ?? (await openInstallation(readConfig([], environment)))
}

async function besideServer(environment: Readonly<Record<string, string | undefined>>): Promise<Reached | undefined> {
  const { timeZone } = readConfig([], environment)
  const here = whatRuns(environment)
  if (here?.applicationUrl === undefined) return undefined
  const database = openDatabase(here.applicationUrl, { connections: 6, timeZone })
  const vault = openVault(here.home.keys)
  const clock = (): Date => new Date()
  try {
    await demoOrganisations(database)
  } catch {
    // What is left of a server that was killed says nothing about now.
    await database.close()
    return undefined
  }
  const dispatcher = createDispatcher(modules, { database, vault, clock, timeZone })
  return { database, vault, clock, dispatcher, close: () => database.close() }
}

function whatRuns(environment: Readonly<Record<string, string | undefined>>): ReturnType<typeof runningDatabase> | undefined {
  try {
    return runningDatabase(environment)
  } catch {
    return undefined
  }
}
