import type { ReactNode } from 'react'
import { Card, Form, Tag, useText } from '@convive/ui'

const purposes = ['contact', 'share_services', 'share_offices', 'photo'] as const

/** What the person allowed, and a button for when they change their mind at the desk. */
export function Permissions({
  consent,
  children,
}: {
  readonly consent: Readonly<Record<string, 'given' | 'refused'>>
  readonly children?: ReactNode
}) {
  const { t } = useText()
  return (
    <Card title={t('registry.field.consent')}>
      <ul className="steps">
        {purposes.map((purpose) => {
          const given = consent[purpose] === 'given'
          return (
            <li key={purpose}>
              <span>{t(`registry.consent.${purpose}`)}</span>
              <span>
                <Tag tone={given ? 'yes' : 'unknown'}>{t(given ? 'ui.yes' : 'ui.no')}</Tag>{' '}
                <Form className="inline">
                  <input type="hidden" name="do" value="consent" />
                  <input type="hidden" name="purpose" value={purpose} />
                  <button
                    className="link"
                    name="answer"
                    value={given ? 'refused' : 'given'}
                    aria-label={`${t(given ? 'registry.person.says-no' : 'registry.person.says-yes')}: ${t(`registry.consent.${purpose}`)}`}
                  >
                    {t(given ? 'registry.person.says-no' : 'registry.person.says-yes')}
                  </button>
                </Form>
              </span>
            </li>
          )
        })}
      </ul>
      {children}
    </Card>
  )
}
