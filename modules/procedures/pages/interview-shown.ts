import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import type { Typed } from '@convive/ui'
import type { saveInterview } from '../commands/save-interview.ts'
import type { interview } from '../queries/interview.ts'
import type { showContacts } from '../queries/show-contacts.ts'

type Step = AnswerOf<typeof interview>

/** What a page of the interview shows. */
export type Shown = {
  readonly step: Step
  readonly places: AnswerOf<typeof showContacts>['places']
  /** Registered people ask for themselves. */
  readonly known: boolean
  readonly sealed: string
  /** Each by the name the household gave, and what they were asked here. */
  readonly people: readonly { readonly name: string; readonly asked: readonly string[] }[]
  readonly started: boolean
  readonly view: 'question' | 'results' | 'people'
  /** Kept on request: the code that opens it again, shown once, and its last day. */
  readonly saved?: AnswerOf<typeof saveInterview> | undefined
  readonly refusals: readonly Refusal[]
  readonly typed?: Typed | undefined
}
