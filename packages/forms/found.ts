/**
 * What reading a form found, with its place in the workbook (row counted from 1, column by its heading). `refused`: the form cannot be
 * read so; `left-out`: it has no equivalent here and was not taken; `differs`: taken, but means something else here; `note`: worth knowing.
 */
export type Found = {
  readonly weight: 'refused' | 'left-out' | 'differs' | 'note'
  readonly code: FoundCode
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly with?: Readonly<Record<string, string | number>>
}

/** Each has its words in `messages/`, under `forms.found.`. */
export type FoundCode =
  | 'sheet-missing'
  | 'column-missing'
  | 'too-long'
  | 'too-many-rows'
  | 'cell-error'
  | 'formula'
  | 'formula-empty'
  | 'name-missing'
  | 'name-invalid'
  | 'name-twice'
  | 'section-open'
  | 'section-unopened'
  | 'section-crossed'
  | 'too-deep'
  | 'list-missing'
  | 'list-unnamed'
  | 'choice-twice'
  | 'choice-unnamed'
  | 'label-missing'
  | 'type-unknown'
  | 'type-left-out'
  | 'column-left-out'
  | 'appearance'
  | 'or-other'
  | 'xpath-syntax'
  | 'xpath-function'
  | 'xpath-path'
  | 'xpath-name'
  | 'xpath-shape'
  | 'required-when'
  | 'shown-when-empty'
  | 'no-questions'
  | 'setting'

/** Whether a form with these findings can be used at all. */
export function stands(found: readonly Found[]): boolean {
  return found.every((one) => one.weight !== 'refused')
}
