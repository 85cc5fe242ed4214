import type { Expression } from '@convive/feel'
import type { FaultCode, FoundFault } from './fault.ts'
import type { Syntax } from './syntax.ts'

/** The text being read and the faults found on the way. */
export type Reading = { readonly text: string; readonly faults: FoundFault[] }

/** Notes a fault and stands in for what could not be read; a faulty expression is never evaluated. */
export function faulty(
  read: Expression,
  { faults }: Reading,
  { code, message }: { readonly code: FaultCode; readonly message: string },
): Syntax {
  faults.push({ code, message, at: read.from })
  return { kind: 'null', at: read.from }
}

export function notSupported(read: Expression, reading: Reading): Syntax {
  const written = reading.text.slice(read.from, read.to).trim()
  const short = written.length > 40 ? `${written.slice(0, 40)}…` : written
  return faulty(read, reading, { code: 'rules/not-supported', message: `not part of the FEEL that rules may use: ${short}` })
}
