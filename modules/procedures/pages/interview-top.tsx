import { ErrorSummary, useText } from '@convive/ui'
import type { Shown } from './interview-shown.ts'

/** The title of a page of the interview, and what is wrong. */
export function InterviewTop({ shown, title }: { readonly shown: Shown; readonly title: string }) {
  const { t } = useText()
  const count = shown.refusals.length
  return (
    <>
      <title>{`${count > 0 ? `${t('ui.errors.title', { count })}: ` : ''}${title} · Convive`}</title>
      <ErrorSummary refusals={shown.refusals} />
    </>
  )
}
