import type { FieldShape, FormCodes, FormVersion, TableShape } from './form.ts'

/** What goes into one record, by its elements; what is not given is left out or open. */
export type Written = Readonly<Record<string, string | undefined>>

/** A case as the form has it: records by their table. */
export type WrittenCase = ReadonlyMap<string, readonly Written[]>

/** A case as a file of the form. Tables and elements stand in the order of its schema; it declares no namespace, as the schemas do not. */
export function writeForm(one: WrittenCase, version: FormVersion, codes: FormCodes): string {
  const tables = [...codes.versions[version]].flatMap(([name, shape]) =>
    (one.get(name) ?? []).map((values) => element(name, `\n${inside(shape, values)}    `, '    ')),
  )
  const batch = element('RRFBATCHTYPE', `\n${leaf('GroupIndividualIndicator', 'Single Submission', '    ')}  `, '  ')
  const body = `${batch}${element('CASE', `\n${tables.join('')}  `, '  ')}`
  return `<?xml version="1.0" encoding="utf-8"?>\n${element('UNHCR_RRF', `\n${body}`, '')}`
}

function inside({ fields }: TableShape, values: Written): string {
  return fields
    .flatMap((field) => {
      const value = values[field.name] ?? (field.optional ? undefined : openValue(field))
      return value === undefined ? [] : [leaf(field.name, value, '      ')]
    })
    .join('')
}

/** "-" stands on each of the form's lists for no answer. */
function openValue({ name, type }: FieldShape): string {
  if (type === 'boolean') return 'false'
  if (type === 'number') return '0'
  return name.endsWith('Code') ? '-' : ''
}

function element(name: string, content: string, before: string): string {
  return `${before}<${name}>${content}</${name}>\n`
}

function leaf(name: string, text: string, before: string): string {
  return element(name, escaped(text), before)
}

/** Signs that XML cannot hold go; line ends would be read as blanks. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ')
    .replaceAll(/[\uD800-\uDFFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
