/** Relations that make somebody the child of the focal point, or of their partner. */
const childOf = new Set(['child', 'step_child', 'adopted_child', 'foster_child'])

/** What decides on who represents whom. */
export type FamilyMember = { readonly relation: string; readonly isChild: boolean | undefined }

/**
 * Which adults may open which children's records: the focal point and their partner for their children. A spouse never
 * opens a spouse. Children who came with other adults, or alone, are opened by an officer's decision only.
 */
export function guardianships(people: readonly FamilyMember[]): readonly { readonly guardian: number; readonly child: number }[] {
  const adults = people.flatMap((person, at) =>
    person.isChild === false && (person.relation === 'focal_point' || person.relation === 'partner') ? [at] : [],
  )
  const children = people.flatMap((person, at) => (person.isChild === true && childOf.has(person.relation) ? [at] : []))
  return children.flatMap((child) => adults.map((guardian) => ({ guardian, child })))
}
