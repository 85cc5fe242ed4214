/** What can be wrong with an expression of a pack, by name. */
export type FaultCode =
  | 'rules/syntax'
  | 'rules/unknown-fact'
  | 'rules/wrong-type'
  | 'rules/bad-literal'
  | 'rules/not-supported'
  | 'rules/clock'
  | 'rules/derive-cycle'

/** One fault, for the author of the pack: English, with its place in the text of the expression (both from 1). */
export type Fault = {
  readonly code: FaultCode
  readonly message: string
  readonly line: number
  readonly column: number
  /** The known name that looks most like the one written. */
  readonly nearest?: string
}

/** A fault before its offset is turned into line and column. */
export type FoundFault = { readonly code: FaultCode; readonly message: string; readonly at: number; readonly nearest?: string }

export function placed(found: FoundFault, text: string): Fault {
  const before = text.slice(0, found.at)
  const line = before.split('\n').length
  const column = found.at - (before.lastIndexOf('\n') + 1) + 1
  const fault = { code: found.code, message: found.message, line, column }
  return found.nearest === undefined ? fault : { ...fault, nearest: found.nearest }
}
