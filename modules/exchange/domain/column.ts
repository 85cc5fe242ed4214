import type { Words } from '@convive/kernel'

/** What stands in the cells of a column. */
export type CellKind = 'reference' | 'name' | 'words' | 'date' | 'age' | 'code' | 'codes' | 'boolean' | 'needs' | 'consent'

/** One column of the file with which households come in. */
export type Column = {
  readonly code: string
  readonly kind: CellKind
  /** A household's answer may stand in any of its rows. */
  readonly of: 'household' | 'person'
  readonly required?: boolean | undefined
  /** The list whose codes and words a cell may hold. */
  readonly list?: string | undefined
  readonly label: Words
  readonly about: Words
  readonly example: string
}

/** Words that are answers in every column. */
export type CommonAnswer = 'yes' | 'no' | 'unknown' | 'declined' | 'none'

export type Vocabulary = {
  readonly columns: readonly Column[]
  /** Headings as people write them, plain, with the column they mean. */
  readonly headings: ReadonlyMap<string, Column>
  readonly answers: ReadonlyMap<string, CommonAnswer>
  /** By list: plain words → code. */
  readonly codes: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** Letters and digits only, without accents, in small letters: `Fecha de nacimiento` and `fecha_de_nacimiento` are alike. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
