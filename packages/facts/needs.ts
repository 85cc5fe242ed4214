import type { Words } from '@convive/kernel'
import type { CodeList } from './code-list.ts'
import type { FactClass } from './fact.ts'

/** A specific need of UNHCR's list. `label` says what would help; what UNHCR publishes is for reports to it, never for a screen. */
export type Need = {
  readonly code: string
  readonly category: string
  readonly group: string
  readonly class: FactClass
  readonly published: string
  readonly label?: Words | undefined
}

/** One plain question of the screening, and what may be ticked under it. `alone`: asked without the rest of the family. */
export type NeedGroup = {
  readonly id: string
  readonly alone: boolean
  readonly ask: Words
  readonly hint?: Words | undefined
  /** Said in place of a need that has no words of its own. */
  readonly label: Words
  readonly checklist: readonly Need[]
}

export type NeedList = { readonly groups: readonly NeedGroup[]; readonly needs: ReadonlyMap<string, Need> }

/** The needs as a code list whose labels may stand on a screen. */
export function needCodes({ groups, needs }: NeedList): CodeList {
  const labels = new Map(groups.map((group) => [group.id, group.label]))
  const codes = [...needs.values()].flatMap(({ code, group, label }) => {
    const shown = label ?? labels.get(group)
    return shown === undefined ? [] : [{ code, label: shown, within: code.slice(0, 2) }]
  })
  return { id: 'specific-needs', codes }
}
