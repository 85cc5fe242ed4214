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
