import type { PlaceInTime } from '../domain/deadlines/deadlines-of.ts'
import type { Procedure } from '../domain/pack/procedure.ts'
import { packs } from './packs.ts'

/** Holidays and decrees where a procedure is the law. */
export function placeOf({ jurisdiction }: Pick<Procedure, 'jurisdiction'>): PlaceInTime {
  const place = packs.jurisdictions.get(jurisdiction)
  return { isHoliday: place?.isHoliday ?? (() => false), suspensions: place?.suspensions ?? [] }
}
