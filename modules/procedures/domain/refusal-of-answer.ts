import type { AnswerFault } from './judge-answer.ts'

/** The refusal that says what is wrong with an answer. */
export function refusalOfAnswer(fault: AnswerFault): string {
  switch (fault) {
    case 'not-asked':
    case 'wrong-type':
    case 'unknown-code':
      return 'procedures/answers-unreadable'
    case 'date-impossible':
      return 'registry/date-impossible'
    case 'date-in-future':
      return 'procedures/date-in-future'
    case 'out-of-range':
      return 'procedures/out-of-range'
  }
}
