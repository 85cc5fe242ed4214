import type { AnswerOf } from '@convive/commands'
import { DataTable, Unbroken, useText } from '@convive/ui'
import type { findSharedPersons } from '../queries/find-shared.ts'

/** Persons of other organisations that yours may read. */
export function SharedWithUs({ persons }: AnswerOf<typeof findSharedPersons>) {
  const { t, locale, formats } = useText()
  if (persons.length === 0) return null
  return (
    <DataTable
      caption={t('registry.share.with-us')}
      head={[{ label: t('registry.find.name') }, { label: t('registry.share.shared-by') }, { label: t('registry.find.number') }]}
    >
      {persons.map((person) => (
        <tr key={person.personId}>
          <th scope="row">
            <a href={`/${locale}/desk/shared/${person.personId}`}>{person.name === '' ? t('ui.unknown') : person.name}</a>
          </th>
          <td>
            {person.office} · {t('registry.share.held-until', { day: formats.date(person.until) })}
          </td>
          <td>
            <Unbroken>{person.number}</Unbroken>
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
