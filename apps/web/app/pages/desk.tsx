import { redirect, scope, signInPath, useText, type PageArgs } from '@convive/ui'

export function loader(args: PageArgs): null {
  const at = scope(args)
  if (at.actor.kind !== 'member') throw redirect(signInPath(at))
  return null
}

/** An officer's first page: what their roles let them do. */
export default function Desk() {
  const { t, locale, actor } = useText()
  const roles = actor.kind === 'member' ? actor.roles : []
  const tiles = [
    { path: 'desk/register', name: 'register', for: ['registrar', 'protection_officer'] },
    { path: 'desk/find', name: 'find', for: ['registrar', 'protection_officer', 'case_officer', 'adjudicator'] },
    { path: 'desk/imports', name: 'imports', for: ['registrar', 'protection_officer'] },
    { path: 'desk/duplicates', name: 'duplicates', for: ['registrar', 'protection_officer'] },
    { path: 'desk/corrections', name: 'corrections', for: ['registrar', 'protection_officer', 'case_officer'] },
    { path: 'desk/emergency', name: 'emergency', for: ['registrar', 'protection_officer', 'administrator'] },
    { path: 'desk/applications', name: 'applications', for: ['case_officer', 'adjudicator'] },
    { path: 'desk/counts', name: 'counts', for: ['planner'] },
    { path: 'desk/readings', name: 'readings', for: ['administrator'] },
    { path: 'desk/organisation', name: 'organisation', for: ['administrator'] },
    { path: 'desk/account', name: 'yourself', for: roles },
  ].filter((tile) => roles.some((role) => tile.for.some((one) => one === role)))
  return (
    <>
      <title>{`${t('web.desk.title')} · Convive`}</title>
      <h1>{t('web.desk.title')}</h1>
      <ul className="tiles">
        {tiles.map((tile) => (
          <li key={tile.path}>
            <a href={`/${locale}/${tile.path}`} data-key={tile.name.charAt(0)}>
              <strong>{t(`web.desk.${tile.name}`)}</strong>
              {t(`web.desk.${tile.name}-help`)}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
