declare const kind: unique symbol

/** A UUIDv7 that says what it names: `Id<'person'>` is not an `Id<'household'>`. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind }

/** Only for texts whose shape has just been checked or made. */
export function brand<Kind extends string>(text: string): Id<Kind> {
  return text as Id<Kind>
}
