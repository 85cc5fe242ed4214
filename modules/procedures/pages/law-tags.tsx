import { Tag, useText, type Tone } from '@convive/ui'
import type { LawInList, WindowState } from '../domain/law/law.ts'

const tones: Readonly<Record<WindowState, Tone>> = { open: 'yes', 'not-yet': 'wait', closed: 'no' }

/** Whether it can be applied for, and that an example is one. */
export function LawTags({ law }: { readonly law: LawInList }) {
  const { t, formats } = useText()
  return (
    <>
      <Tag tone={tones[law.window]}>
        {law.window === 'open' && law.until !== undefined
          ? t('procedures.law.open-until', { day: formats.date(law.until) })
          : t(`procedures.law.window.${law.window}`, {
              day: formats.date(law.window === 'closed' ? (law.until ?? law.from) : law.from),
            })}
      </Tag>{' '}
      {law.fictional ? <Tag tone="unknown">{t('procedures.law.fictional')}</Tag> : null}
    </>
  )
}
