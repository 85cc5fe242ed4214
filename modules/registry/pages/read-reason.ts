import { field } from '@convive/ui'

/** The reason as it is kept: the one that was chosen, in the words in which it was read, and what was written besides. */
export function readReason(form: FormData | undefined): string {
  return [field(form, 'ground'), field(form, 'reason')].filter((part) => part !== '').join('. ')
}
