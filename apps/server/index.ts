import type { Attestation } from '@convive/commands'
import { modules } from './modules.ts'

export { backupKeyFor } from './backup/backup-keys.ts'
export { backupHere, restoreHere } from './backup/operate.ts'
export { rotateKeys } from './backup/rotate-keys.ts'
export type { Progress } from './backup/write-backup.ts'
export { isTimeZone, readConfig } from './config.ts'
export type { Config } from './config.ts'
export { migrationsOf, openInstallation } from './installation.ts'
export type { Installation } from './installation.ts'
export { foundAtMachine, renewAtMachine } from './operator.ts'
export type { FoundingFault } from './operator.ts'
export { runningDatabase } from './running.ts'
export type { RunningDatabase } from './running.ts'
export { sampleKeys } from './sample-keys.ts'
export { startServer } from './start-server.ts'
export type { RunningServer } from './start-server.ts'

/** What the journal's digests are compared with: every module's sealed rows. */
export function attestations(): readonly Attestation[] {
  return modules.flatMap((room) => room.attests ?? [])
}

export { chanceFrom, frequent, pickFrequent } from './demo/chance.ts'
export type { Chance, Frequent } from './demo/chance.ts'
export { traditions } from './demo/names.ts'
export { makeDemoHere } from './demo/at-machine.ts'
export { openOffices } from './demo/offices.ts'
export { makePopulation } from './demo/population.ts'
export type { DemoHousehold, DemoPerson } from './demo/population.ts'
export { toInput } from './demo/to-input.ts'
