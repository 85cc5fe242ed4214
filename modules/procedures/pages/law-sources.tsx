import { useText } from '@convive/ui'
import type { Law } from '../domain/law/law.ts'

/** Where all of this is written, how good each source is, and when it was seen. */
export function LawSources({ law }: { readonly law: Law }) {
  const { t, formats } = useText()
  return (
    <section className="card">
      <h2>{t('procedures.law.sources')}</h2>
      <ul className="parts">
        {law.sources.map((one) => (
          <li key={one.id} id={`source-${one.id}`}>
            {one.cite}
            <small>
              {t(`procedures.law.status.${one.status}`)}
              {one.retrieved === undefined ? '' : ` · ${t('procedures.law.seen', { day: formats.date(one.retrieved) })}`}
            </small>
            {one.url === undefined ? null : (
              <a href={one.url} rel="noreferrer" className="address">
                {one.url}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
