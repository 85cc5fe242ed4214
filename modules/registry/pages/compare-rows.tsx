import type { AnswerOf } from '@convive/commands'
import { Tag, Unbroken, useText } from '@convive/ui'
import type { compareRecords } from '../queries/compare-records.ts'
import { useFactRows } from './fact-rows.tsx'
import type { Lists } from './options.ts'

type Sides = AnswerOf<typeof compareRecords>['sides']

/** Facts of two records side by side; a word marks each difference, and what only one of them tells. */
export function CompareRows({ sides, lists }: { readonly sides: Sides; readonly lists: Lists }) {
  const { t, locale, formats, timeZone } = useText()
  const [left, right] = sides
  const rowsOf = useFactRows(lists)
  const [leftFacts, rightFacts] = sides.map((side) => new Map(rowsOf(side.facts).map((row) => [row.key, row])))
  const keys = [...new Set([...(leftFacts?.keys() ?? []), ...(rightFacts?.keys() ?? [])])]
  const rows = [
    ...keys.map((key) => ({
      key,
      name: leftFacts?.get(key)?.name ?? rightFacts?.get(key)?.name ?? '',
      values: [leftFacts?.get(key)?.value, rightFacts?.get(key)?.value],
      known: [left.facts[key]?.state === 'value', right.facts[key]?.state === 'value'],
    })),
    {
      key: 'household',
      name: t('registry.reviews.lives-with'),
      values: sides.map((side) => formats.list(side.household)),
      known: sides.map((side) => side.household.length > 0),
    },
  ]
  return (
    <table className="compare">
      <caption className="soft">{t('registry.reviews.side-by-side')}</caption>
      <thead>
        <tr>
          <td />
          {sides.map((side) => (
            <th key={side.personId} scope="col">
              <a href={`/${locale}/desk/households/${side.householdId}/persons/${side.personId}`}>
                <bdi>{side.name === '' ? t('ui.unknown') : side.name}</bdi>
              </a>
              <small>
                <Unbroken>{side.number}</Unbroken> · {t('registry.find.registered')}{' '}
                {formats.moment(new Date(side.registered), timeZone)}
              </small>
              {side.photo === undefined ? null : (
                <img
                  className="photo"
                  src={`data:image/jpeg;base64,${side.photo}`}
                  alt={t('registry.person.photo-alt', { name: side.name })}
                />
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, values, known }) => {
          const both = known[0] === true && known[1] === true
          const mark = both ? (values[0] === values[1] ? undefined : 'differs') : known[0] || known[1] ? 'one-only' : undefined
          return (
            <tr key={key} className={mark}>
              <th scope="row">
                {name}{' '}
                {mark === undefined ? null : (
                  <Tag tone={mark === 'differs' ? 'wait' : 'unknown'}>{t(`registry.reviews.${mark}`)}</Tag>
                )}
              </th>
              <td>
                <bdi>{values[0] || '—'}</bdi>
              </td>
              <td>
                <bdi>{values[1] || '—'}</bdi>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
