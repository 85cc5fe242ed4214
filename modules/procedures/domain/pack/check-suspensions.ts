import { readYaml, type DataFault, type DataFile } from '@convive/facts'
import { nearestName } from '@convive/kernel'
import { parseJurisdiction } from './parse-jurisdiction.ts'
import type { Procedure } from './procedure.ts'

/** A decree that stops named clocks names ones that there are. */
export function checkSuspensions(
  { file, text }: DataFile,
  procedures: readonly Procedure[],
  known: Parameters<typeof parseJurisdiction>[2],
): readonly DataFault[] {
  const [yaml, place] = [readYaml(text, file), parseJurisdiction(text, file, known)]
  if (!yaml.ok || !place.ok) return []
  const theirs = procedures.filter((one) => one.jurisdiction === place.value.id)
  const names = theirs.flatMap((one) => one.deadlines.map(({ id }) => `${one.id}/${id}`))
  return place.value.suspensions.flatMap(({ of }, at) =>
    (of === 'all' ? [] : of).flatMap((name, n): readonly DataFault[] => {
      if (names.includes(name)) return []
      const nearest = nearestName(name, names)
      const asked = nearest === undefined ? '' : `; did you mean ${nearest}?`
      const message = `no deadline here is called ${name}${asked}`
      return [{ file, ...yaml.value.textAt(['suspensions', at, 'of', n]), code: 'unknown-deadline', message }]
    }),
  )
}
