import type { AnswerOf } from '@convive/commands'
import { useText } from '@convive/ui'
import type { codeLists } from '@convive/registry'
import type { Locale } from '@convive/kernel'

type Lists = AnswerOf<typeof codeLists>
type Text = (key: string) => string

/** A value of a dimension in words. */
export function valueLabel(
  lists: Lists,
  { t, locale }: { readonly t: Text; readonly locale: Locale },
): (dimension: string, value: string) => string {
  const find = (list: 'countries' | 'populationGroups', code: string): string =>
    lists[list].find((one) => one.code === code)?.label[locale] ?? code
  return (dimension, value) => {
    if (value === 'unknown' || value === 'none' || value === 'elsewhere' || value === 'unspecified')
      return t(`statistics.value.${value}`)
    if (dimension === 'sex') return t(`registry.sex.${value}`)
    if (dimension === 'nationality') return find('countries', value)
    if (dimension === 'population_group') return find('populationGroups', value)
    if (dimension === 'need') return t(`statistics.need.${value}`)
    return value.replace('-', '–')
  }
}

export function useValueLabel(lists: Lists): (dimension: string, value: string) => string {
  const { t, locale } = useText()
  const label = valueLabel(lists, { t, locale })
  // Word joiners (U+2060) keep the two ends of an age group on one line.
  return (dimension, value) => label(dimension, value).replaceAll('–', '\u2060–\u2060')
}
