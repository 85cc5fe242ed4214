import { no, outcome, present, yes, type Possible, type Truths } from './possible.ts'

/** From the outcomes that can be; the one place where truth values are put together. */
export function truths(
  can: { readonly yes: boolean; readonly no: boolean; readonly invalid: Possible['invalid'] },
  from: readonly Possible[],
): Possible<Truths> {
  if (can.invalid === undefined && can.yes !== can.no) return can.yes ? yes : no
  const some: Truths | undefined = can.yes || can.no ? { kind: 'truth', yes: can.yes, no: can.no } : undefined
  return outcome(some, { invalid: can.invalid, from })
}

export function canBeYes(one: Possible<Truths>): boolean {
  return one.some?.yes ?? false
}

export function canBeNo(one: Possible<Truths>): boolean {
  return one.some?.no ?? false
}

export function isYes(one: Possible<Truths>): boolean {
  return one === yes || (canBeYes(one) && !canBeNo(one) && !one.none && one.invalid === undefined)
}

export function isNo(one: Possible<Truths>): boolean {
  return one === no || (canBeNo(one) && !canBeYes(one) && !one.none && one.invalid === undefined)
}

/**
 * Kleene's strong tables (1952, §64). An invalid side is absorbed like an unknown one: `no and invalid` is no, because
 * whatever the side should have been, the answer is no (CEL treats errors the same way).
 */
export function and(left: Possible<Truths>, right: Possible<Truths>): Possible<Truths> {
  const [a, b] = [present(left), present(right)]
  return truths(
    {
      yes: canBeYes(a) && canBeYes(b),
      no: canBeNo(a) || canBeNo(b),
      invalid: invalidBeside(a, b, canBeYes) ?? invalidBeside(b, a, canBeYes),
    },
    [a, b],
  )
}

export function or(left: Possible<Truths>, right: Possible<Truths>): Possible<Truths> {
  const [a, b] = [present(left), present(right)]
  return truths(
    {
      yes: canBeYes(a) || canBeYes(b),
      no: canBeNo(a) && canBeNo(b),
      invalid: invalidBeside(a, b, canBeNo) ?? invalidBeside(b, a, canBeNo),
    },
    [a, b],
  )
}

/** An invalid side shows only beside a side that does not decide alone, or beside another invalid one. */
function invalidBeside(
  a: Possible<Truths>,
  b: Possible<Truths>,
  neutral: (one: Possible<Truths>) => boolean,
): Possible['invalid'] {
  return a.invalid !== undefined && (neutral(b) || b.invalid !== undefined) ? a.invalid : undefined
}

export function not(of: Possible<Truths>): Possible<Truths> {
  const a = present(of)
  return truths({ yes: canBeNo(a), no: canBeYes(a), invalid: a.invalid }, [a])
}

/** Either outcome of two: what stands where it is not known which of them holds. */
export function eitherTruth(one: Possible<Truths>, other: Possible<Truths>, because: readonly Possible[]): Possible<Truths> {
  const [a, b] = [present(one), present(other)]
  return truths({ yes: canBeYes(a) || canBeYes(b), no: canBeNo(a) || canBeNo(b), invalid: a.invalid ?? b.invalid }, [
    a,
    b,
    ...because,
  ])
}
