import type { FactState } from '@convive/facts'
import { dateFrom, field } from '@convive/ui'

/** States that stand among the choices of a question with one answer. */
const states = ['unknown', 'declined', 'none'] as const

/**
 * What was answered in the fields of `QuestionFields`; undefined when nothing was. What was typed wins over "I do not know". `suffix`
 * tells the fields of several people apart.
 */
export function readAnswer(form: FormData, type: string, suffix = ''): FactState | undefined {
  const chosen = states.find((one) => one === field(form, `state${suffix}`))
  const otherwise: FactState | undefined = chosen === undefined ? undefined : { state: chosen }
  const name = `answer${suffix}`
  const answer = field(form, name)
  switch (type) {
    case 'date': {
      const date = dateFrom(form, name)
      return date === undefined ? otherwise : { state: 'value', value: date }
    }
    case 'codes': {
      const codes = form.getAll(name).map(String)
      if (codes.length > 0) return { state: 'value', value: codes }
      return field(form, `state${suffix}`) === 'nothing' ? { state: 'value', value: [] } : otherwise
    }
    case 'boolean':
      return answer === 'yes' || answer === 'no' ? { state: 'value', value: answer === 'yes' } : stateOf(answer)
    case 'code':
      return answer === '' ? undefined : (stateOf(answer) ?? { state: 'value', value: answer })
    case 'number': {
      const number = Number(answer.replace(',', '.'))
      return answer === '' ? otherwise : Number.isFinite(number) ? { state: 'value', value: number } : undefined
    }
    default:
      return answer === '' ? otherwise : { state: 'value', value: answer }
  }
}

function stateOf(answer: string): FactState | undefined {
  const state = states.find((one) => `state.${one}` === answer)
  return state === undefined ? undefined : { state }
}
