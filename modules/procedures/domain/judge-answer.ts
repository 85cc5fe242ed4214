import type { FactDefinition, FactState } from '@convive/facts'
import { isPartialDate, rangeOf, type CalendarDate } from '@convive/kernel'

export type AnswerFault = 'not-asked' | 'wrong-type' | 'unknown-code' | 'date-impossible' | 'date-in-future' | 'out-of-range'

/** Whether an answer can be one to this fact. "Unknown" and "prefers not to say" always can. */
export function judgeAnswer(
  definition: FactDefinition,
  answer: FactState,
  { today }: { readonly today: CalendarDate },
): AnswerFault | undefined {
  if (isComputed(definition)) return 'not-asked'
  if (answer.state === 'unknown' || answer.state === 'declined') return undefined
  if (answer.state === 'none') return definition.none === true ? undefined : 'wrong-type'
  const { value } = answer
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'wrong-type'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? outside(definition, value) : 'wrong-type'
    case 'text':
      return typeof value === 'string' ? undefined : 'wrong-type'
    case 'date':
      return typeof value === 'string' ? judgeDate(definition, value, today) : 'wrong-type'
    case 'code':
      return typeof value === 'string' ? among(definition, [value]) : 'wrong-type'
    case 'codes':
      return typeof value === 'object' ? among(definition, value) : 'wrong-type'
    case 'records':
      return 'not-asked'
  }
}

function isComputed({ derive, cases, dated }: FactDefinition): boolean {
  return derive !== undefined || cases !== undefined || dated !== undefined
}

function outside({ min, max }: FactDefinition, value: number): AnswerFault | undefined {
  return (typeof min === 'number' && value < min) || (typeof max === 'number' && value > max) ? 'out-of-range' : undefined
}

/** What has happened to somebody lies not in the future; the last day of a paper or a sentence may. */
function judgeDate({ future, min }: FactDefinition, value: string, today: CalendarDate): AnswerFault | undefined {
  if (!isPartialDate(value)) return 'date-impossible'
  const { first, last } = rangeOf(value)
  if (typeof min === 'string' && last < min) return 'date-impossible'
  return first > today && future !== true ? 'date-in-future' : undefined
}

function among({ values }: FactDefinition, codes: readonly string[]): AnswerFault | undefined {
  return values === undefined || codes.every((code) => values.some((one) => one.code === code)) ? undefined : 'unknown-code'
}
