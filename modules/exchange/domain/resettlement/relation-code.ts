import type { FormCodes } from './form.ts'

/**
 * A relation by the form's codes, which say woman or man: of two the first is a woman's. Partners come as wife and husband, common-law
 * wife and husband, partners. `exact`: read again it is the same relation.
 */
export function relationCode(
  relation: string,
  { sex, marital, codes }: { readonly sex: string | undefined; readonly marital: string | undefined; readonly codes: FormCodes },
): { readonly code: string; readonly exact: boolean } {
  const theirs = codes.relations.get(relation) ?? []
  const [only] = theirs
  if (only !== undefined && theirs.length === 1) return { code: only, exact: true }
  if (sex !== 'F' && sex !== 'M') return { code: 'U', exact: relation === 'unknown' }
  const pair = theirs.length > 2 ? partnersOf(theirs, marital) : theirs
  const code = pair[sex === 'F' ? 0 : 1]
  return code === undefined
    ? { code: 'U', exact: relation === 'unknown' }
    : { code, exact: codes.relationsFrom.get(code) === relation }
}

/** Married, living together, or neither said. */
function partnersOf(theirs: readonly string[], marital: string | undefined): readonly string[] {
  if (marital === 'married') return theirs.slice(0, 2)
  return marital === 'common_law' ? theirs.slice(2, 4) : theirs.slice(4, 6)
}
