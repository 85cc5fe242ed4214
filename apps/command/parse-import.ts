import type { Words } from '@convive/kernel'

type Told = { readonly code: string; readonly at?: string; readonly with?: Readonly<Record<string, string | number | Words>> }

/** What the server says of an import; only what is shown here. */
export type ShownImport = {
  readonly importId: string
  readonly state: 'receiving' | 'waiting' | 'running' | 'checked' | 'done' | 'cancelled' | 'refused'
  readonly rows: number
  readonly rowsDone: number
  readonly households: number
  readonly persons: number
  readonly already: number
  readonly refused: number
  readonly likely: number
  readonly secondsLeft?: number
  readonly before: number
  readonly encoding: string | null
  readonly notice: {
    readonly refusals: readonly Told[]
    readonly ignored: readonly { readonly heading: string }[]
    readonly remarks?: readonly Told[]
  }
  readonly out: readonly { readonly line: number; readonly name?: string; readonly refusals?: readonly Told[] }[]
}

export function parseImport(body: unknown): ShownImport {
  return body as ShownImport
}

export function parseBegun(body: unknown): { readonly importId: string; readonly pieces: number; readonly pieceSize: number } {
  return body as { importId: string; pieces: number; pieceSize: number }
}

export function parseFile(body: unknown): { readonly file: string } {
  return body as { file: string }
}
