import type { Jurisdiction, Procedure } from '../pack/procedure.ts'

/** What somebody looks for in the list of procedures; nothing said means any. */
export type Sought = {
  readonly text?: string | undefined
  readonly place?: string | undefined
  readonly kind?: string | undefined
}

/** Each word has to stand somewhere: in a title of any language, the authority, the country, or what a source is called. */
export function isSought(procedure: Procedure, place: Jurisdiction, { text = '', place: where, kind }: Sought): boolean {
  if (where !== undefined && where !== place.id) return false
  if (kind !== undefined && kind !== procedure.kind) return false
  const sources = [...procedure.sources.values()].map((one) => one.cite)
  const all = folded([...Object.values(procedure.title), ...Object.values(place.name), procedure.authority, ...sources].join(' '))
  return folded(text)
    .split(/\s+/u)
    .every((word) => all.includes(word))
}

/** Without capitals and accents, as people type on a telephone. */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
