import type { FactDocument, StoredFact } from '@convive/facts'
import { isPartialDate, rangeOf } from '@convive/kernel'
import { useText } from '@convive/ui'
import type { Lists } from './options.ts'

type Row = { readonly key: string; readonly name: string; readonly value: string; readonly source?: string }

/** Facts as rows in plain words, each with who said it and what was in hand. */
export function useFactRows(lists: Lists): (facts: FactDocument) => readonly Row[] {
  const { t, locale, formats, today } = useText()
  function labelIn(list: keyof Lists, code: string): string {
    const found = lists[list].find((one) => typeof one === 'object' && 'label' in one && one.code === code)
    return typeof found === 'object' && 'label' in found ? found.label[locale] : code
  }
  function one(id: string, text: string): string {
    if (id.endsWith('_date') || id === 'sentence_end') return formats.date(text)
    if (id === 'sex') return t(`registry.sex.${text === 'F' || text === 'M' || text === 'X' ? text : 'U'}`)
    if (id === 'origin_country' || id === 'nationalities') return labelIn('countries', text)
    if (id === 'languages') return labelIn('languages', text)
    if (id === 'population_group') return labelIn('populationGroups', text)
    if (id === 'marital_status') return labelIn('maritalStatuses', text)
    if (id === 'relation_to_focal_point') return labelIn('relations', text)
    if (id === 'entry_manner') return text === 'regular' || text === 'irregular' ? t(`registry.entry.${text}`) : text
    if (id === 'ties')
      return text === 'work' || text === 'self_employment' || text === 'family' || text === 'study'
        ? t(`registry.tie.${text}`)
        : text
    if (id === 'documents') {
      const [kind = '', country = '', number = '', expires = ''] = text.split('|')
      return [
        labelIn('documents', kind),
        labelIn('countries', country),
        number,
        expires === ''
          ? ''
          : t(hasEnded(expires, today) ? 'registry.fact.expired' : 'registry.fact.valid-until', { day: formats.date(expires) }),
      ]
        .filter((part) => part !== '')
        .join(' · ')
    }
    return text
  }
  function value(id: string, fact: StoredFact): string {
    if (fact.state !== 'value') return t(`ui.${fact.state}`)
    if (typeof fact.value === 'boolean') return t(fact.value ? 'ui.yes' : 'ui.no')
    if (typeof fact.value !== 'object') return one(id, String(fact.value))
    const parts = fact.value.map((part) => one(id, part))
    // Two surnames are one name: a word between them would be read as part of it.
    return id === 'family_names' ? parts.join(' ') : formats.list(parts)
  }
  return (facts) =>
    Object.entries(facts)
      .filter(([id]) => id !== 'need_codes' && id !== 'gender_identity')
      .map(([id, fact]) => ({
        key: id,
        name: t(`registry.fact.${id}`),
        value: value(id, fact),
        source: [t(`registry.assurance.${fact.from.assurance}`), fact.from.source ?? '', formats.date(fact.from.on)]
          .filter((part) => part !== '')
          .join(' · '),
      }))
}

/** A paper whose month of expiry has not passed still holds. */
function hasEnded(expires: string, today: string): boolean {
  return isPartialDate(expires) && rangeOf(expires).last < today
}
