import { ask, Crumbs, DataTable, Empty, useText, type PageArgs } from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { unusualReading } from '../queries/unusual-reading.ts'

type Listed = AnswerOf<typeof unusualReading>

export async function loader(args: PageArgs): Promise<Listed> {
  return ask<typeof unusualReading>(args, 'registry/unusual-reading', {})
}

/** Days on which a colleague read in a way that somebody should ask about. Of whom they read is not shown here. */
export default function Readings({ loaderData }: { readonly loaderData: Listed }) {
  const { t, locale, formats } = useText()
  return (
    <>
      <title>{`${t('registry.readings.title')} · Convive`}</title>
      <Crumbs trail={[{ href: `/${locale}/desk`, label: t('registry.reviews.desk') }]} here={t('registry.readings.title')} />
      <h1>{t('registry.readings.title')}</h1>
      <p>{t('registry.readings.about')}</p>
      {loaderData.unusual.length === 0 ? (
        <Empty>{t('registry.readings.nothing', { days: loaderData.days })}</Empty>
      ) : (
        <DataTable
          caption={t('registry.readings.caption', { days: loaderData.days })}
          head={[
            { label: t('registry.my.when') },
            { label: t('registry.readings.member') },
            { label: t('registry.readings.persons'), number: true },
            { label: t('registry.my.why') },
          ]}
        >
          {loaderData.unusual.map((one) => (
            <tr key={`${one.memberId} ${one.day}`}>
              <td>{formats.date(one.day)}</td>
              <th scope="row">{one.member === '' ? t('ui.unknown') : one.member}</th>
              <td className="n">{formats.number(one.persons)}</td>
              <td>
                <ul>
                  {one.why.map((why) => (
                    <li key={why}>
                      {t(`registry.readings.${why}`, { usually: one.usually, night: one.atNight, again: one.again })}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  )
}
