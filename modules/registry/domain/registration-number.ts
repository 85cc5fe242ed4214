import { dammDigit, dammHolds } from '@convive/kernel'

/** `YS-0000417-7`: office prefix, running number, Damm check digit. */
export function registrationNumber(prefix: string, running: number): string {
  const digits = String(running).padStart(7, '0')
  return `${prefix}-${digits}-${dammDigit(digits)}`
}

/** What somebody typed, as it was printed; nothing when the check digit does not hold. */
export function readRegistrationNumber(typed: string): string | undefined {
  const match = /^\s*([A-Za-z]{1,4})[\s-]*(\d{7,10})[\s-]*(\d)\s*$/.exec(typed.normalize('NFKC'))
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return undefined
  return dammHolds(match[2] + match[3]) ? `${match[1].toUpperCase()}-${match[2]}-${match[3]}` : undefined
}
