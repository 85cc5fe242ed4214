import type { Manifest } from './frames.ts'

/** The seal vouches for the content: only a backup of ours, made with a key of ours, gets here. */
export function parseManifest(bytes: Buffer): Manifest {
  return JSON.parse(bytes.toString()) as Manifest
}

export function parseTable(bytes: Buffer): { readonly name: string; readonly columns: readonly string[] } {
  return JSON.parse(bytes.toString()) as { readonly name: string; readonly columns: readonly string[] }
}

export function parseEnd(bytes: Buffer): { readonly rows: number } {
  return JSON.parse(bytes.toString()) as { readonly rows: number }
}
