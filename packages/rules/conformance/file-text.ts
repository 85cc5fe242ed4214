import { suiteVersion, type ConformanceCase } from './conformance-case.ts'
import { casesOf } from './enumerate.ts'
import type { Family } from './family.ts'

/** A family as it is published. One line a case, so that a change shows as the cases it changes. */
export function fileText(family: Family): { readonly text: string; readonly cases: readonly ConformanceCase[] } {
  const [version, name, about] = [suiteVersion, family.name, family.about].map((one) => JSON.stringify(one))
  const cases = casesOf(family)
  const lines = cases.map((one) => `    ${JSON.stringify(one)}`).join(',\n')
  return { text: `{ "version": ${version}, "family": ${name},\n  "about": ${about},\n  "cases": [\n${lines}\n  ]\n}\n`, cases }
}
