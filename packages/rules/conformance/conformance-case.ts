import type { Known, OracleFact, Rule } from '../testing/oracle/rule.ts'

/** One case as it stands in `cases/*.json`; `README.md` says what each part means. */
export type ConformanceCase = {
  readonly id: string
  readonly facts: Readonly<Record<string, OracleFact>>
  readonly today: string
  readonly conditions: readonly { readonly id: string; readonly feel: string; readonly rule: Rule }[]
  readonly eligible_when: 'all' | 'any'
  readonly window?: { readonly opens?: string; readonly closes?: string }
  readonly known: Readonly<Record<string, Known>>
  readonly expect: {
    readonly answer: 'yes' | 'no' | 'unknown' | 'invalid'
    /** Every smallest set of known facts that alone proves a yes or a no. */
    readonly certificates: readonly (readonly string[])[]
    readonly from_when: string | null
  }
}

export type ConformanceFile = {
  readonly version: string
  readonly family: string
  readonly about: string
  readonly cases: readonly ConformanceCase[]
}

export const suiteVersion = '1.0.0'
export const horizonYears = 50
