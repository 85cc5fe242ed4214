import type { Day } from '../../day.ts'
import type { Columns } from '../columns.ts'
import type { Layout } from '../layout.ts'
import type { TravellingTree } from './parse-tree.ts'

/** A layout by its number. Threads keep it: they hear its columns once, and after that the texts and sets that came since. */
export type ToldLayout = {
  readonly layout: number
  readonly columns?: Layout['columns']
  readonly texts: readonly string[]
  readonly sets: Layout['sets']
}

/** What a thread is told. A condition is prepared once and run on any number of columns. */
export type Told = ToldLayout &
  (
    | { readonly kind: 'prepare'; readonly program: number; readonly tree: TravellingTree; readonly today: Day }
    | {
        readonly kind: 'run'
        readonly program: number
        readonly job: number
        readonly rows: Columns
        readonly outcomes: Uint8Array
        readonly control: Int32Array
      }
  )

/** What it answers when there is nothing left to take of a job. */
export type Answered = { readonly job: number; readonly failed: string | undefined }

/** Places in the control, which all threads share: the next row to take, rows done, whether to stop. */
export const control = { next: 0, done: 1, stop: 2, size: 3 } as const

/** Rows taken at once: a few tenths of a millisecond, so that a stop is heard soon. */
export const piece = 16_384
