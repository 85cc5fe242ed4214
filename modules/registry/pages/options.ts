import type { AnswerOf } from '@convive/commands'
import { useText, type Option } from '@convive/ui'
import type { codeLists } from '../queries/code-lists.ts'

export type Lists = AnswerOf<typeof codeLists>

type ListName = 'countries' | 'relations' | 'populationGroups' | 'documents' | 'languages' | 'maritalStatuses' | 'ties'

/** The lists of a form in the page's language. */
export function useOptions(lists: Lists): (name: ListName) => readonly Option[] {
  const { locale } = useText()
  return (name) => lists[name].map((one) => ({ value: one.code, label: one.label[locale] }))
}

/** "I do not know" and "I'd rather not say", as the last options of a list. */
export function useOpenStates(): readonly Option[] {
  const { t } = useText()
  return [
    { value: '=unknown', label: t('ui.unknown') },
    { value: '=declined', label: t('ui.declined') },
  ]
}
