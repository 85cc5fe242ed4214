import type { AnswerOf } from '@convive/commands'
import type { whatWaits } from '@convive/registry'
import type { whatRunsOut } from '@convive/procedures'
import { redirect, scope, signInPath, Tag, tryAsk, useText, type PageArgs } from '@convive/ui'

type Waiting = Partial<AnswerOf<typeof whatWaits> & AnswerOf<typeof whatRunsOut>>

export async function loader(args: PageArgs): Promise<Waiting> {
  const at = scope(args)
  if (at.actor.kind !== 'member') throw redirect(signInPath(at))
  const waits = await tryAsk<typeof whatWaits>(args, 'registry/what-waits', {})
  const runsOut = await tryAsk<typeof whatRunsOut>(args, 'procedures/what-runs-out', {})
  return { ...(waits.ok ? waits.value : {}), ...(runsOut.ok ? runsOut.value : {}) }
}

/** An officer's first page: what their roles let them do, and how much of it waits. */
export default function Desk({ loaderData }: { readonly loaderData: Waiting }) {
  const { t, locale, actor } = useText()
  const roles = actor.kind === 'member' ? actor.roles : []
  const tiles = [
    { path: 'desk/register', name: 'register', for: ['registrar', 'protection_officer'] },
    { path: 'desk/find', name: 'find', for: ['registrar', 'protection_officer', 'case_officer', 'adjudicator'] },
    { path: 'desk/imports', name: 'imports', for: ['registrar', 'protection_officer'] },
    { path: 'desk/duplicates', name: 'duplicates', for: ['registrar', 'protection_officer'], waits: loaderData.duplicates },
    {
      path: 'desk/corrections',
      name: 'corrections',
      for: ['registrar', 'protection_officer', 'case_officer'],
      waits: loaderData.corrections,
    },
    { path: 'desk/erasures', name: 'erasures', for: ['registrar', 'protection_officer'], waits: loaderData.erasures },
    {
      path: 'desk/emergency',
      name: 'emergency',
      for: ['registrar', 'protection_officer', 'administrator'],
      waits: loaderData.emergencies,
    },
    {
      path: 'desk/applications',
      name: 'applications',
      for: ['case_officer', 'adjudicator'],
      runsOut: { past: loaderData.runOut, soon: loaderData.soon },
    },
    { path: 'desk/counts', name: 'counts', for: ['planner'] },
    { path: 'rights', name: 'law', for: ['editor', 'adjudicator', 'case_officer', 'planner'] },
    { path: 'desk/duplicate-report', name: 'looking', for: ['administrator', 'protection_officer'] },
    { path: 'desk/readings', name: 'readings', for: ['administrator'] },
    { path: 'desk/organisation', name: 'organisation', for: ['administrator'] },
    { path: 'desk/account', name: 'yourself', for: roles },
  ].filter((tile) => roles.some((role) => tile.for.some((one) => one === role)))
  return (
    <>
      <title>{`${t('web.desk.title')} · Convive`}</title>
      <h1>{t('web.desk.title')}</h1>
      {roles.includes('administrator') && (loaderData.runOut ?? 0) > 0 ? (
        <p className="note wait">{t('web.desk.run-out-help', { count: loaderData.runOut ?? 0 })}</p>
      ) : null}
      <ul className="tiles">
        {tiles.map((tile) => (
          <li key={tile.path}>
            <a href={`/${locale}/${tile.path}`} data-key={tile.name.charAt(0)}>
              <strong>
                {t(`web.desk.${tile.name}`)} <Waits count={'waits' in tile ? tile.waits : undefined} />
                {'runsOut' in tile ? <RunsOut {...tile.runsOut} /> : null}
              </strong>
              {t(`web.desk.${tile.name}-help`)}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Waits({ count = 0 }: { readonly count?: number | undefined }) {
  const { t } = useText()
  return count === 0 ? null : <Tag tone="wait">{t('web.desk.waits', { count })}</Tag>
}

/** What is past its last day comes before what is close to it. */
function RunsOut({ past = 0, soon = 0 }: { readonly past?: number | undefined; readonly soon?: number | undefined }) {
  const { t } = useText()
  return (
    <>
      {past === 0 ? null : <Tag tone="no">{`! ${t('web.desk.run-out', { count: past })}`}</Tag>}{' '}
      {soon === 0 ? null : <Tag tone="wait">{t('web.desk.soon', { count: soon })}</Tag>}
    </>
  )
}
