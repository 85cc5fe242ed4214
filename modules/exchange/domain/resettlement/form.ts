/** The two schemas of UNHCR's Resettlement Registration Form that are read and written. */
export type FormVersion = '3.1' | '4.1'

/** What an element holds, and where it stands. */
export type FormField = { readonly text: string; readonly line: number }

/** One element such as `dataIndividual` with its fields. */
export type FormRecord = { readonly line: number; readonly fields: ReadonlyMap<string, FormField> }

/** One case of a file: the people who are to be resettled together. */
export type FormCase = {
  readonly version: FormVersion
  readonly line: number
  readonly tables: ReadonlyMap<string, readonly FormRecord[]>
}

export type FieldShape = {
  readonly name: string
  /** May be missing. */
  readonly optional: boolean
  readonly type: 'text' | 'moment' | 'boolean' | 'number'
}
export type TableShape = { readonly needed: boolean; readonly many: boolean; readonly fields: readonly FieldShape[] }

/** One list of ours and one of the form, both ways. */
export type Exchanged = { readonly toForm: ReadonlyMap<string, string>; readonly fromForm: ReadonlyMap<string, string> }

/** What `forms/resettlement.yaml` and our own code lists say. */
export type FormCodes = {
  readonly versions: Readonly<Record<FormVersion, ReadonlyMap<string, TableShape>>>
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>
  readonly countries: Exchanged
  readonly countriesWithoutOurs: ReadonlySet<string>
  readonly languages: Exchanged
  /** Of these the form knows varieties only. */
  readonly languagesNarrower: ReadonlySet<string>
  readonly maritalStatuses: Exchanged
  readonly relations: ReadonlyMap<string, readonly string[]>
  readonly relationsFrom: ReadonlyMap<string, string>
  /** Their meaning is narrower than that of the relation they become. */
  readonly relationsWider: ReadonlySet<string>
  readonly needs: ReadonlySet<string>
}

/** Which element names a person of the form in the other records. */
export function keyOf(version: FormVersion): 'IndividualID' | 'IndividualGUID' {
  return version === '4.1' ? 'IndividualGUID' : 'IndividualID'
}

/** What a field says; nothing when it is empty or holds the "-" that stands for no answer. */
export function said(record: FormRecord, name: string): string | undefined {
  const text = record.fields.get(name)?.text.trim() ?? ''
  return text === '' || text === '-' ? undefined : text
}
