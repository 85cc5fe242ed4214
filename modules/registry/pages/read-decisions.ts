import { field } from '@convive/ui'

export type Decision = {
  readonly member: number
  readonly otherId: string
  readonly decision: string
  readonly reason: string
  /** The household, when it was said of a whole family at once. */
  readonly family?: string
  /** Where the reason is typed. */
  readonly at: string
}

/** What was said of each likely record, with its reason: one by one, and for a whole family with one answer. */
export function readDecisions(form: FormData): readonly Decision[] {
  const alone = [...form].flatMap(([name, value]): readonly Decision[] => {
    const choice = /^same\.(\d+)\.([0-9a-f-]{36})$/.exec(name)
    if (choice?.[1] === undefined || choice[2] === undefined || typeof value !== 'string' || value === '') return []
    const at = `reason.${choice[1]}`
    return [{ member: Number(choice[1]), otherId: choice[2], decision: value, reason: field(form, at), at }]
  })
  const families = [...form].flatMap(([name, value]): readonly Decision[] => {
    const householdId = /^family\.([0-9a-f-]{36})$/.exec(name)?.[1]
    if (householdId === undefined || typeof value !== 'string' || field(form, `sameFamily.${householdId}`) !== 'same') return []
    const at = `familyReason.${householdId}`
    return value.split(' ').flatMap((pair) => {
      const [member = '', otherId = ''] = pair.split(':')
      return [{ member: Number(member), otherId, decision: 'same', reason: field(form, at), at, family: householdId }]
    })
  })
  // What was said of one of them counts more than what was said of all.
  return [
    ...alone,
    ...families.filter(
      (one) =>
        !alone.some((other) => other.member === one.member && (other.otherId === one.otherId || other.decision === 'same')),
    ),
  ]
}
