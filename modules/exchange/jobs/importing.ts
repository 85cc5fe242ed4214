import type { Actor, Vault } from '@convive/access'
import type { Dispatcher } from '@convive/commands'
import type { Database, Session } from '@convive/database'
import type { Import } from '../store/imports.ts'
import type { OpenedFile } from './open-file.ts'

/** A server that says nothing for so long loses its import to another; it speaks every few seconds. */
export const leaseSeconds = 20

/** What an import needs of the server it runs in. */
export type ImportSurroundings = {
  readonly database: Database
  readonly vault: Vault
  readonly dispatcher: Pick<Dispatcher, 'dispatchMany'>
  readonly clock: () => Date
  /** An import could not be finished for a fault of ours. */
  readonly failed: (error: unknown) => void
  /** This server's name among those that work on one database. */
  readonly worker: string
  /** True once the server wants to stop: what is under way is finished, the rest waits for the next start. */
  readonly stopping: () => boolean
}

/** Everything a batch is done with. */
export type Importing = ImportSurroundings & {
  readonly actor: Extract<Actor, { kind: 'member' }>
  readonly session: Session
  readonly timeZone: string
  readonly import: Import
  readonly place: OpenedFile['place']
}
