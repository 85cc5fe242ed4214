import type { AnswerOf } from '@convive/commands'
import { Form, Tag, useText } from '@convive/ui'
import type { ReactNode } from 'react'
import type { showShares } from '../queries/show-shares.ts'

type Shares = AnswerOf<typeof showShares>['shares']

/** With whom a record is shared: what of it, why, until when; and a button that stops it at once. */
export function ShareList({
  title,
  shares,
  personId,
  children,
}: {
  readonly title: string
  readonly shares: Shares
  readonly personId: string
  readonly children?: ReactNode
}) {
  const { t, formats } = useText()
  return (
    <section className="card" id="shares">
      <h2>{title}</h2>
      {children}
      {shares.length === 0 && children === undefined ? <p>{t('registry.share.none')}</p> : null}
      <ul className="steps">
        {shares.map((one) => (
          <li key={one.shareId}>
            <span>
              <strong>{one.organisation}</strong>
              {one.holds ? ` · ${t('registry.share.held-until', { day: formats.date(one.until) })}` : null}
              <br />
              {one.parts.map((part) => t(`registry.share.part.${part}`)).join(' · ')}
              <br />«{one.reason}»
            </span>
            {one.holds ? (
              <Form className="inline">
                <input type="hidden" name="do" value="stop" />
                <input type="hidden" name="personId" value={personId} />
                <input type="hidden" name="shareId" value={one.shareId} />
                <button className="link" aria-label={formats.labelled(t('registry.share.stop'), one.organisation)}>
                  {t('registry.share.stop')}
                </button>
              </Form>
            ) : (
              <Tag tone="unknown">{t(`registry.share.ended.${one.endedWhy ?? 'time'}`)}</Tag>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
