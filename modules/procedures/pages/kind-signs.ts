import type { Tone } from '@convive/ui'
import type { AnswerKind } from '../domain/answer-procedure.ts'

/** The colour of each answer, and the sign before its word. */
export const tones: Readonly<Record<AnswerKind, Tone>> = {
  yes: 'yes',
  no: 'no',
  not_yet: 'wait',
  closed: 'no',
  depends: 'unknown',
  look: 'unknown',
}
export const marks: Readonly<Record<AnswerKind, string>> = {
  yes: '✓ ',
  no: '✕ ',
  not_yet: '',
  closed: '',
  depends: '? ',
  look: '? ',
}
