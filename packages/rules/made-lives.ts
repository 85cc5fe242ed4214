import type { CalendarDate } from '@convive/kernel'
import { answersTo } from './answers.ts'
import type { Environment } from './environment.ts'
import { answerOf, environmentFor, judge, subjectOf, truthName } from './judge.ts'
import { contradicted } from './lived.ts'
import type { Possible } from './possible.ts'
import { possibleOf } from './read-state.ts'
import type { Ruleset } from './ruleset.ts'

/** A made-up life: a value for every fact that a ruleset reads. */
export type MadeLife = ReadonlyMap<string, Possible>

type Made = Readonly<Record<'yes' | 'no', readonly MadeLife[]>>

const starts = 24
const most = 12

/**
 * Some lives with a yes and some with a no, the same each time: where facts are left out of a proof, one of them often shows at once that
 * the rest proves nothing. They are found from scattered starts, changing one fact at a time toward more conditions met, and toward fewer.
 */
export function madeLives(ruleset: Ruleset, today: CalendarDate): Made {
  const before = kept.get(ruleset)
  if (before !== undefined && before.today === today) return before.made
  const made = make(ruleset, today)
  kept.set(ruleset, { today, made })
  return made
}

const kept = new WeakMap<Ruleset, { readonly today: CalendarDate; readonly made: Made }>()

function make(ruleset: Ruleset, today: CalendarDate): Made {
  const subject = subjectOf(ruleset)
  const nothing = environmentFor(subject, { today, facts: {} })
  const facts = [...subject.read.values()].flatMap(
    (of): readonly { readonly id: string; readonly cells: readonly Possible[] }[] => {
      if (of.fields !== undefined) return []
      const cells = answersTo(of, nothing, subject).map(({ state }) => possibleOf(of, state, false))
      return cells.length === 0 ? [] : [{ id: of.id, cells }]
    },
  )
  const made: Record<'yes' | 'no', MadeLife[]> = { yes: [], no: [] }
  const within = (life: MadeLife): Environment => ({ ...nothing, cells: new Map([...nothing.cells, ...life]) })
  const keep = (life: MadeLife): void => {
    const environment = within(life)
    const answer = truthName(answerOf(ruleset, environment))
    if ((answer !== 'yes' && answer !== 'no') || contradicted(subject.always, environment).length > 0) return
    if (made[answer].length < most) made[answer].push(new Map(life))
  }
  let seed = 1
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  /** Twice through all facts: each takes the answer with most conditions met, or with fewest. */
  const climb = (life: Map<string, Possible>, toward: number): void => {
    let score = toward * scoreOf(ruleset, within(life))
    for (const { id, cells } of [...facts, ...facts])
      for (const cell of cells) {
        const before = life.get(id)
        life.set(id, cell)
        const now = toward * scoreOf(ruleset, within(life))
        if (now > score) score = now
        else if (before !== undefined) life.set(id, before)
      }
  }
  for (let start = 0; start < starts && (made.yes.length < most || made.no.length < most); start += 1) {
    const life = new Map(
      facts
        .map(({ id, cells }) => [id, cells[random(cells.length)] ?? cells[0]] as const)
        .flatMap(([id, cell]) => (cell === undefined ? [] : [[id, cell] as const])),
    )
    keep(life)
    for (const toward of [1, -1]) {
      const climbed = new Map(life)
      climb(climbed, toward)
      keep(climbed)
    }
  }
  return made
}

/** How many conditions are met, and the whole above all. */
function scoreOf(ruleset: Ruleset, environment: Environment): number {
  const { conditions, met } = judge(ruleset, environment)
  const count = conditions.filter((one) => truthName(one) === 'yes').length
  return (truthName(met) === 'yes' ? conditions.length + 1 : 0) + count
}
