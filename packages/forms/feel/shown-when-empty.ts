import type { XPath } from '../xpath/xpath.ts'

/**
 * Whether a condition can hold in ODK because an answer is missing. There an empty answer is an empty text and not a number, so that
 * `${x} != 'no'` is true of it and `not(${x} > 5)` too; here what is missing is unknown, and the question waits. To ask for emptiness
 * itself (`${x} = ''`) means the same in both.
 */
export function shownWhenEmpty(of: XPath, wanted = true): boolean {
  if (of.kind === 'call' && of.name === 'not') return of.given.some((one) => shownWhenEmpty(one, !wanted))
  if (of.kind === 'call')
    return (
      of.given.some((one) => shownWhenEmpty(one, wanted)) ||
      (!wanted && of.name === 'selected') ||
      (!wanted && of.name === 'regex')
    )
  if (of.kind !== 'binary') return false
  if (of.sign === 'and' || of.sign === 'or') return shownWhenEmpty(of.left, wanted) || shownWhenEmpty(of.right, wanted)
  if (!reads(of.left) && !reads(of.right)) return false
  if (isEmptyText(of.left) || isEmptyText(of.right)) return false
  // Between two questions both may be empty, and are then equal.
  const both = reads(of.left) && reads(of.right)
  switch (of.sign) {
    case '=':
      return wanted ? both : true
    case '!=':
      return wanted || both
    case '<':
    case '<=':
    case '>':
    case '>=':
      return !wanted
    case '*':
    case '+':
    case '-':
    case 'div':
    case 'mod':
      return false
  }
}

function isEmptyText(of: XPath): boolean {
  return of.kind === 'text' && of.value === ''
}

function reads(of: XPath): boolean {
  switch (of.kind) {
    case 'question':
    case 'self':
    case 'path':
    case 'column':
      return true
    case 'binary':
      return reads(of.left) || reads(of.right)
    case 'minus':
      return reads(of.of)
    case 'call':
      return of.given.some(reads)
    case 'number':
    case 'text':
      return false
  }
}
