type Origins = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Shares of names by origin, of given names and of surnames. Throws on a file that is not one. */
export function parseNameShares(text: string): { readonly given: Origins; readonly family: Origins } {
  const read: unknown = JSON.parse(text)
  const { given, family } = Object(read) as Readonly<Record<string, unknown>>
  for (const part of [given, family])
    for (const names of Object.values(Object(part)))
      for (const share of Object.values(Object(names)))
        if (typeof share !== 'number' || !(share > 0 && share < 1)) throw new Error('name shares: a share is not a part of one')
  if (typeof given !== 'object' || typeof family !== 'object') throw new Error('name shares: given names or surnames are missing')
  return { given, family } as { readonly given: Origins; readonly family: Origins }
}
