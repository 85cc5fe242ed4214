import type { Words } from '@convive/kernel'
import type { ProcedureAnswer } from '../domain/answer-procedure.ts'
import { packs } from './packs.ts'

export type Labels = Readonly<Record<string, Words>>

/** Words for the facts, the codes (`fact:code`) and the papers that answers name, and for more papers besides. */
export function labelsOf(answers: readonly ProcedureAnswer[], papers: readonly string[] = []): Labels {
  const changes = answers.flatMap((one) => one.change.flat())
  const facts = [
    ...answers.flatMap((one) => [...one.open, ...one.declined, ...(one.proof ?? []), ...(one.clashes ?? []).flat()]),
    ...changes.map((one) => one.fact),
  ]
  const kinds = packs.lists.get('evidence-kinds')?.codes ?? []
  const labels: Record<string, Words> = {}
  for (const id of facts) {
    const definition = packs.catalogue.get(id)
    if (definition !== undefined) labels[id] = definition.label
  }
  for (const { fact, to } of changes) {
    const codes = to.state === 'value' && typeof to.value !== 'boolean' ? [to.value].flat().map(String) : []
    for (const code of codes) {
      const label = packs.catalogue.get(fact)?.values?.find((one) => one.code === code)?.label
      if (label !== undefined) labels[`${fact}:${code}`] = label
    }
  }
  for (const kind of [...answers.flatMap((one) => one.bring.flatMap((item) => item.anyOf)), ...papers]) {
    const label = kinds.find((one) => one.code === kind)?.label
    if (label !== undefined) labels[kind] = label
  }
  return labels
}
