import type { Day } from '../../day.ts'
import type { Columns } from '../columns.ts'
import type { Layout } from '../layout.ts'
import type { TravellingTree } from './parse-tree.ts'

/** What a thread is told. A condition is prepared once and run on any number of columns. */
export type Told =
  | {
      readonly kind: 'prepare'
      readonly program: number
      readonly tree: TravellingTree
      readonly layout: Layout
      readonly today: Day
    }
  | {
      readonly kind: 'run'
      readonly program: number
      readonly job: number
      readonly columns: Columns
      readonly outcomes: Uint8Array
      /** Sets of texts that were packed since. */
      readonly sets: Layout['sets']
      readonly control: Int32Array
    }

/** What it answers when there is nothing left to take of a job. */
export type Answered = { readonly job: number; readonly failed: string | undefined }

/** Places in the control, which all threads share: the next row to take, rows done, whether to stop. */
export const control = { next: 0, done: 1, stop: 2, size: 3 } as const

/** Rows taken at once: a few tenths of a millisecond, so that a stop is heard soon. */
export const piece = 16_384
