import { isPartialDate } from '@convive/kernel'

/** What is wrong with a date in EDTF: it is written otherwise, or it is written so and no such day exists. */
export function dateFault(text: string): 'registry/date-unreadable' | 'registry/date-impossible' | undefined {
  if (isPartialDate(text)) return undefined
  return /^\d{4}(-\d{1,2}){0,2}~?$/.test(text) ? 'registry/date-impossible' : 'registry/date-unreadable'
}
