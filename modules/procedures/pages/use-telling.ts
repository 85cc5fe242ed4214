import { useText } from '@convive/ui'
import type { GivenAnswer } from '../domain/ask-fact.ts'

/** An answer in words. */
export function useTelling(): (given: GivenAnswer) => string {
  const { t, locale, formats } = useText()
  return ({ id, state, type, words }) => {
    if (state.state === 'unknown') return t('ui.unknown')
    if (state.state === 'declined') return t('ui.declined')
    // Of a country "no" says nothing: it is another one.
    if (state.state === 'none')
      return t(id === 'country_of_stay' ? 'procedures.interview.another-country' : 'procedures.interview.no-such')
    if (typeof state.value === 'boolean') return t(state.value ? 'ui.yes' : 'ui.no')
    if (words.length > 0) return formats.list(words.map((one) => one[locale]))
    if (typeof state.value === 'object') return t('procedures.interview.none-of-these')
    return type === 'date' ? formats.date(String(state.value)) : String(state.value)
  }
}
