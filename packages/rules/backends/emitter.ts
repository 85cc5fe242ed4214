import type { Day } from '../day.ts'
import type { Emitter, Given } from './emit.ts'
import type { Layout } from './layout.ts'
import type { Atom } from './plan.ts'
import { askFirst } from './ranges.ts'

/** How the text reads a row or columns, and asks the first engine through `name`. */
export type Access = {
  readonly value: (column: number) => string
  readonly mark: (column: number) => string
  readonly ask: (atom: Atom, name: string) => string
}

/** An emitter and the things that its text reaches as `given[0]`, `given[1]` … */
export function emitterFor(
  layout: Layout,
  today: Day,
  access: Access,
): { readonly emitter: Emitter; readonly things: readonly Given[] } {
  const things: Given[] = []
  let names = 0
  const given = (thing: Given): string => `g${things.push(thing) - 1}`
  const emitter: Emitter = {
    lines: [],
    value: access.value,
    mark: access.mark,
    given,
    ask: (atom) => access.ask(atom, given(askFirst(atom, layout, today))),
    kind: (column) => (layout.columns[column]?.kind === 'set' ? 'set' : 'bits'),
    next: () => {
      names += 1
      return `v${names}`
    },
  }
  return { emitter, things }
}
