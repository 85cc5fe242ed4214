/** What can be wrong with FEEL before it runs, by name. */
export type FeelFaultCode = 'feel/syntax' | 'feel/too-deep' | 'feel/too-long' | 'feel/number-too-long' | 'feel/bad-literal'

/** Line and column are counted from 1; `word` is what stands there. */
export type FeelFault = {
  readonly code: FeelFaultCode
  readonly message: string
  readonly line: number
  readonly column: number
  readonly word: string
}

/** Line and column of a place, counted from 1, and the word that stands there. */
export function placeIn(text: string, at: number): { readonly line: number; readonly column: number; readonly word: string } {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = at - (before.lastIndexOf('\n') + 1) + 1
  const word = /^\s*([\p{L}\p{N}_]{1,30}|.?)/u.exec(text.slice(at, at + 60))?.[1] ?? ''
  return { line, column, word }
}

/** Leaves the reading; `read…` at the door turns it into a value. */
export function halt(
  text: string,
  at: number,
  { code, message }: { readonly code: FeelFaultCode; readonly message: string },
): never {
  const fault: FeelFault = { code, message, ...placeIn(text, at) }
  throw new Error(message, { cause: fault })
}

function isFault(cause: unknown): cause is FeelFault {
  return typeof cause === 'object' && cause !== null && 'code' in cause && 'column' in cause
}

export type Read<Result> = { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly fault: FeelFault }

export function guarded<Result>(work: () => Result): Read<Result> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    if (error instanceof Error && isFault(error.cause)) return { ok: false, fault: error.cause }
    throw error
  }
}
