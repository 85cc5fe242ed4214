import { useText } from '@convive/ui'

/** How a member of the household is called: "you", the name that was given, or their place. */
export function usePersonName(people: readonly { readonly name: string }[]): (at: number) => string {
  const { t } = useText()
  return (at) => {
    const name = people[at]?.name ?? ''
    if (name !== '') return name
    return at === 0 ? t('procedures.interview.you') : t('procedures.interview.person', { place: at + 1 })
  }
}
