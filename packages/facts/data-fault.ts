/** What is wrong in a data file, for its author: English, with file, line and column (from 1). */
export type DataFault = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly code: string
  readonly message: string
  /** The known name that looks most like the one written. */
  readonly nearest?: string
}

/** What was read, or every fault at once. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly DataFault[] }

/** `jurisdictions/common/facts/identity.yaml:12:5 has no text in ht [missing-language]` */
export function describeDataFault(fault: DataFault): string {
  return `${fault.file}:${fault.line}:${fault.column} ${fault.message} [${fault.code}]`
}

/** The same with the line itself and a mark under the word at fault, where the text of the file is at hand. */
export function drawDataFault(fault: DataFault, text: string | undefined): string {
  const line = text?.split(/\r?\n/u)[fault.line - 1]
  if (line === undefined || line.trim() === '') return describeDataFault(fault)
  const word = /^[\p{L}\p{N}_.*-]+/u.exec(line.slice(fault.column - 1))?.[0] ?? ' '
  // Worked cases are long lines: what is shown begins a little before the word.
  const from = fault.column > 90 ? fault.column - 40 : 0
  const [dots, shown] = [from > 0 ? '…' : '', line.slice(from, from + 120)]
  const gutter = ' '.repeat(String(fault.line).length)
  const before = `${dots}${line.slice(from, fault.column - 1).replaceAll(/[^\t]/gu, ' ')}`.replace('…', ' ')
  return `${describeDataFault(fault)}\n  ${fault.line} | ${dots}${shown}\n  ${gutter} | ${before}${'^'.repeat(Math.max(1, word.length))}`
}

/** Faults that an error carries as its cause: of packs that could not be loaded. */
export function faultsOf(error: unknown): readonly DataFault[] {
  const cause = error instanceof Error ? error.cause : undefined
  return Array.isArray(cause) ? cause.filter(isDataFault) : []
}

function isDataFault(one: unknown): one is DataFault {
  return one !== null && typeof one === 'object' && 'file' in one && 'line' in one && 'column' in one && 'message' in one
}
