import { ask, Crumbs, SummaryList, useText, type PageArgs } from '@convive/ui'
import type { Law } from '../domain/law/law.ts'
import type { showRight } from '../queries/show-right.ts'
import { LawCases } from './law-cases.tsx'
import { LawCite } from './law-cite.tsx'
import { LawConditions } from './law-conditions.tsx'
import { LawEvidence, LawFees, LawVariants } from './law-papers.tsx'
import { LawSources } from './law-sources.tsx'
import { LawTags } from './law-tags.tsx'
import { LawDeadlines, LawIssues } from './law-times.tsx'
import { publicFor } from './public-for.ts'

export const headers = publicFor

export async function loader(args: PageArgs): Promise<{ readonly law: Law; readonly open: boolean }> {
  const law = await ask<typeof showRight>(args, 'procedures/show-right', { procedureId: args.params['procedure'] ?? '' })
  return { law, open: new URL(args.request.url).searchParams.has('all') }
}

/** A procedure as the law reads. */
export default function Right({ loaderData }: { readonly loaderData: Awaited<ReturnType<typeof loader>> }) {
  const { t, locale } = useText()
  const { law, open } = loaderData
  const title = law.title[locale]
  const unverified = law.sources.some((one) => one.status === 'unverified')
  return (
    <>
      <title>{`${title} · Convive`}</title>
      <link rel="alternate" type="application/json" href={`/${locale}/rights/${law.id}.json`} />
      <Crumbs trail={[{ href: `/${locale}/rights`, label: t('procedures.law.title') }]} here={law.placeName[locale]} />
      <h1>{title}</h1>
      <p>
        <LawTags law={law} />
      </p>
      {law.fictional ? <p className="note">{t('procedures.law.fictional-note')}</p> : null}
      {unverified ? <p className="note wait">{t('procedures.law.unverified-note')}</p> : null}
      <LawHead law={law} />
      {law.closed === undefined ? null : (
        <section className="card">
          <h2>{t('procedures.law.closed')}</h2>
          <p>{law.closed.words[locale]}</p>
          <LawCite cite={law.closed.cite} />
        </section>
      )}
      <LawConditions law={law} open={open} />
      <LawVariants law={law} open={open} />
      <LawEvidence law={law} open={open} />
      <LawFees law={law} open={open} />
      <LawDeadlines law={law} />
      <LawIssues law={law} />
      <LawCases cases={law.cases} open={open} />
      <LawSources law={law} />
      <Version law={law} open={open} />
    </>
  )
}

function LawHead({ law }: { readonly law: Law }) {
  const { t, locale, formats } = useText()
  const { from, until } = law
  return (
    <section className="card">
      <SummaryList
        rows={[
          { key: 'authority', name: t('procedures.law.authority'), value: law.authority },
          { key: 'country', name: t('procedures.law.country'), value: law.placeName[locale] },
          { key: 'kind', name: t('procedures.law.kind'), value: t(`procedures.law.kind.${law.kind}`) },
          {
            key: 'window',
            name: t('procedures.law.window'),
            value:
              until === undefined
                ? t('procedures.law.since', { day: formats.date(from) })
                : t('procedures.law.from-until', { day: formats.date(from), last: formats.date(until) }),
          },
        ]}
      />
    </section>
  )
}

function Version({ law, open }: { readonly law: Law; readonly open: boolean }) {
  const { t, locale, actor } = useText()
  const here = `/${locale}/rights/${law.id}`
  return (
    <section className="card">
      <h2>{t('procedures.law.version')}</h2>
      <p>
        <code>{law.version}</code>
      </p>
      {law.changes.length === 0 ? (
        <p>{t('procedures.law.first-version')}</p>
      ) : (
        <ul>
          {law.changes.map((one) => (
            <li key={one.version}>
              <code>{one.version}</code> {one.words[locale]}
            </li>
          ))}
        </ul>
      )}
      <div className="actions no-print">
        {open ? (
          <a className="button quiet" href={here}>
            {t('procedures.law.short')}
          </a>
        ) : (
          <a className="button quiet" href={`${here}?all`}>
            {t('procedures.law.all')}
          </a>
        )}
        <a className="button quiet" href={`${here}.json`}>
          {t('procedures.law.json')}
        </a>
        {actor.kind === 'member' && actor.roles.includes('editor') ? (
          <a className="button" href={`/${locale}/desk/rights/${law.id}`}>
            {t('procedures.try.title')}
          </a>
        ) : null}
      </div>
    </section>
  )
}
