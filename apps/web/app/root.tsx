import { useText } from '@convive/ui'
import { isLocale, localeNames, locales, type Locale } from '@convive/kernel'
import type { ReactNode } from 'react'
import { isRouteErrorResponse, Outlet, useRouteError } from 'react-router'

/** Where "leave quickly" goes: a page everybody has open, in the person's language. */
const elsewhere: Readonly<Record<Locale, string>> = {
  es: 'https://es.wikipedia.org/',
  pt: 'https://pt.wikipedia.org/',
  en: 'https://en.wikipedia.org/',
  fr: 'https://fr.wikipedia.org/',
  ht: 'https://ht.wikipedia.org/',
}

/** The same page in another language. What follows a `?` is kept only when it says nothing about a person. */
function sameIn(locale: Locale, path: string): string {
  const [where = ''] = path.split('?')
  const [, first, ...rest] = where.split('/')
  return `/${[locale, ...(isLocale(first) ? rest : [])].join('/')}`
}

function Frame({ children }: { readonly children: ReactNode }) {
  const { t, locale, path, actor, demo, organisation } = useText()
  const staff = actor.kind === 'member'
  const at = (to: string): { readonly href: string; readonly 'aria-current'?: 'page' } => {
    const href = `/${locale}/${to}`
    return path.split('?')[0] === href ? { href, 'aria-current': 'page' } : { href }
  }
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content={staff || path.includes('/my') ? 'noindex' : 'index'} />
        <link rel="stylesheet" href="/look.css" />
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        {staff ? <script src="/desk.js" defer /> : null}
      </head>
      <body>
        <a className="skip" href="#main">
          {t('ui.skip')}
        </a>
        <header className="top">
          {demo ? (
            <div className="demo">
              <div className="page">{t('ui.demo')}</div>
            </div>
          ) : null}
          <div className="page">
            <a className="mark" href={staff ? `/${locale}/desk` : `/${locale}`}>
              Convive
            </a>
            {staff ? (
              <nav aria-label={t('ui.nav.label')}>
                {actor.roles.some((role) => role !== 'planner' && role !== 'editor' && role !== 'administrator') ? (
                  <a {...at('desk/find')}>{t('ui.nav.find')}</a>
                ) : null}
                {actor.roles.includes('registrar') || actor.roles.includes('protection_officer') ? (
                  <a {...at('desk/register')}>{t('ui.nav.register')}</a>
                ) : null}
                {actor.roles.includes('case_officer') || actor.roles.includes('adjudicator') ? (
                  <a {...at('desk/applications')}>{t('ui.nav.applications')}</a>
                ) : null}
                {actor.roles.includes('planner') ? <a {...at('desk/counts')}>{t('ui.nav.counts')}</a> : null}
                {actor.roles.includes('editor') ? <a {...at('rights')}>{t('ui.nav.rights')}</a> : null}
                {actor.roles.includes('administrator') ? <a {...at('desk/organisation')}>{t('ui.nav.organisation')}</a> : null}
                <a {...at('sign-out')}>{t('ui.nav.sign-out')}</a>
              </nav>
            ) : null}
            {actor.kind === 'person' ? (
              <nav aria-label={t('ui.nav.label')}>
                <a {...at('my')}>{t('ui.nav.mine')}</a>
                <a {...at('sign-out')}>{t('ui.nav.sign-out')}</a>
              </nav>
            ) : null}
            <ul className="langs" aria-label={t('ui.language')}>
              {locales.map((one) => (
                <li key={one}>
                  <a href={sameIn(one, path)} lang={one} hrefLang={one} aria-current={one === locale ? 'true' : undefined}>
                    {localeNames[one]}
                  </a>
                </li>
              ))}
            </ul>
            <a className="exit" href={elsewhere[locale]} rel="noreferrer" data-exit>
              {t('ui.exit')}
            </a>
          </div>
        </header>
        <main id="main" className={staff ? 'page' : 'page narrow'} tabIndex={-1}>
          {children}
        </main>
        <footer className="page foot">
          {staff ? `${actor.name} · ${organisation ?? ''} · ` : `${t('ui.foot.free')} `}
          <a href={`/${locale}/help`}>{t('ui.foot.person')}</a> · <a href={`/${locale}/help#asylum`}>{t('ui.foot.asylum')}</a> ·{' '}
          <a href={`/${locale}/rights`}>{t('ui.foot.rights')}</a> · <a href={`/${locale}/privacy`}>{t('ui.foot.privacy')}</a>
          <br />
          {t('ui.foot.unread')}
        </footer>
      </body>
    </html>
  )
}

export default function Root() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

/** A page that does not exist, is not theirs to see, or failed: what happened, and where to go on. */
export function ErrorBoundary() {
  const { t, locale } = useText()
  const error = useRouteError()
  const status = isRouteErrorResponse(error) ? error.status : 500
  const which = status === 404 ? 'not-found' : status === 403 ? 'not-yours' : 'outage'
  return (
    <Frame>
      <title>{`${t(`web.${which}.title`)} · Convive`}</title>
      <h1>{t(`web.${which}.title`)}</h1>
      <p>{t(`web.${which}.help`)}</p>
      <p>
        <a className="button" href={`/${locale}`}>
          {t('web.to-start')}
        </a>
      </p>
    </Frame>
  )
}
