/** The largest file, and the size of the pieces in which it comes: the last may be smaller. */
export const largestFile = 64 * 1024 * 1024
export const pieceSize = 3 * 512 * 1024

/** What one organisation may have in hand: files that are not finished, and their bytes. */
export const mostOpen = 100
export const mostHeld = 8 * largestFile

export function piecesOf(size: number): number {
  return Math.ceil(size / pieceSize)
}

/** How long one piece has to be. */
export function sizeOfPiece(number: number, size: number): number {
  return Math.min(pieceSize, size - number * pieceSize)
}
