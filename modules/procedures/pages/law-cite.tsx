import { useText } from '@convive/ui'
import type { Cited } from '../domain/law/law.ts'

/** The article, what is known of its source, and the way to where that stands. */
export function LawCite({ cite }: { readonly cite: Cited | undefined }) {
  const { t } = useText()
  if (cite === undefined) return null
  return (
    <cite>
      <a href={`#source-${cite.source}`}>{cite.text}</a>
      {cite.status === 'primary' ? '' : ` · ${t(`procedures.law.status.${cite.status}`)}`}
    </cite>
  )
}
