import { useText } from '@convive/ui'

/** The first page: what a frightened person on a small screen needs to find. */
export default function Start() {
  const { t, locale } = useText()
  const tiles = [
    ['interview', 'what-can-i'],
    ['my', 'mine'],
    ['check', 'check'],
    ['help', 'talk'],
    ['rights', 'rights'],
  ] as const
  return (
    <>
      <title>{`${t('web.start.title')} · Convive`}</title>
      <h1>{t('web.start.title')}</h1>
      <p>{t('web.start.intro')}</p>
      <ul className="tiles">
        {tiles.map(([path, name]) => (
          <li key={path}>
            <a href={`/${locale}/${path}`}>
              <strong>{t(`web.start.${name}`)}</strong>
              {t(`web.start.${name}-help`)}
            </a>
          </li>
        ))}
      </ul>
      <p className="soft">
        <a href={`/${locale}/sign-in`}>{t('web.start.staff')}</a>
      </p>
    </>
  )
}
