import type { ProcedureAnswer } from '../domain/answer-procedure.ts'

/** What a decision was taken on. */
export type Snapshot = {
  readonly reasons: string
  readonly people: readonly { readonly personId: string; readonly name: string; readonly answer: ProcedureAnswer }[]
}

export function parseSnapshot(bytes: Uint8Array): Snapshot {
  return JSON.parse(Buffer.from(bytes).toString()) as Snapshot
}
