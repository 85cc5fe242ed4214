/** What the doors of an import answer; only what is measured. */
export function parseBegun(answer: unknown): { readonly importId: string; readonly pieceSize: number } {
  return answer as { importId: string; pieceSize: number }
}

export type Shown = Readonly<Record<'persons' | 'households' | 'refused' | 'likely' | 'already', number>>

export function parseShown(answer: unknown): Shown {
  return answer as Shown
}
