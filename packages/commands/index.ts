export { canonical, digestOf } from './canonical.ts'
export { checkpointHolds, makeCheckpoint } from './checkpoint.ts'
export type { Checkpoint, SignedCheckpoint } from './checkpoint.ts'
export { command, module, query } from './define.ts'
export type {
  AnswerOf,
  AnyCommand,
  AnyQuery,
  Attestation,
  Command,
  Copy,
  Forget,
  InputOf,
  JournalNote,
  Keeping,
  Module,
  Query,
  Reading,
  RewrappedKey,
  Source,
  Work,
  WrappedKey,
} from './define.ts'
export { createDispatcher } from './dispatch.ts'
export type { Dispatcher } from './dispatch.ts'
export type { Keyed } from './dispatch-many.ts'
export type { Ask, Surroundings } from './reading.ts'
export { erasedPersons, eraseAgain } from './erased.ts'
export type { Erased } from './erased.ts'
export { appendEntry } from './journal.ts'
export type { JournalBody } from './journal.ts'
export { parseInput } from './parse-input.ts'
export { commonRefusals } from './refusals.ts'
export { verifyJournal } from './verify-journal.ts'
export type { JournalFault, JournalReport } from './verify-journal.ts'

/** Journal, replay and outbox; after access, before modules. */
export const commandsMigrations = { room: 'commands', directory: new URL('./migrations', import.meta.url).pathname }
