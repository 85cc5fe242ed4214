import { frenchSpaces, locales, type Words } from '@convive/kernel'

export type CodeList = readonly { readonly code: string; readonly label: Words }[]

/** A code list from YAML; throws with the code that lacks a language. */
export function parseCodeList(read: unknown, name: string): CodeList {
  if (!Array.isArray(read)) throw new Error(`code list ${name} is not a list`)
  for (const one of read as CodeList)
    for (const locale of locales)
      if (typeof one.label?.[locale] !== 'string') throw new Error(`code list ${name}: ${one.code} lacks ${locale}`)
  return (read as CodeList).map(({ code, label, ...rest }) => ({
    ...rest,
    code,
    label: { ...label, fr: frenchSpaces(label.fr) },
  }))
}
