/** Of a pair, field by field: the word for how the two compare, none where it is not known of one; bits; whether the value is rare or common. */
export type Explained = {
  readonly a: string
  readonly b: string
  readonly p: number
  readonly w: number
  /** Bits before any field is looked at. */
  readonly before: number
  readonly hasHouseholds: boolean
  readonly fields: readonly ExplainedField[]
}

export type ExplainedField = {
  readonly field: string
  /** A person's own: people who live together do not share it. */
  readonly own: boolean
  readonly word: string | undefined
  readonly bits: number
  readonly frequency: 'rare' | 'common' | undefined
}

/** What is kept once for all pairs of a run. */
export type ExplainedFields = {
  readonly fields: readonly { readonly field: string; readonly own: boolean }[]
  readonly before: number
  readonly hasHouseholds: boolean
}

/** A row as `keepExplained` wrote it, with what it wrote once for all. */
export function parseExplained(row: Readonly<Record<string, unknown>>, said: string): Explained {
  const { fields, before, hasHouseholds }: ExplainedFields = JSON.parse(said)
  return {
    a: String(row['id_a']),
    b: String(row['id_b']),
    p: Number(row['p']),
    w: Number(row['w']),
    before,
    hasHouseholds,
    fields: fields.map(({ field, own }, at) => {
      const [word, term] = [row[`d${at}`], Number(row[`t${at}`] ?? 0)]
      return {
        field,
        own,
        word: typeof word === 'string' ? word : undefined,
        bits: Number(row[`b${at}`] ?? 0),
        frequency: term > 0 ? 'rare' : term < 0 ? 'common' : undefined,
      }
    }),
  }
}
