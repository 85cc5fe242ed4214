/** What a form for the field is to ask, as the address of the page says it. */
export type FieldFormAsked = { readonly registration: boolean; readonly procedures: readonly string[] }

/** None when nothing was chosen yet. */
export function fieldFormAsked(url: string): FieldFormAsked | undefined {
  const asked = new URL(url).searchParams
  if (!asked.has('registration') && !asked.has('procedure')) return undefined
  return { registration: asked.get('registration') === 'yes', procedures: [...new Set(asked.getAll('procedure'))].slice(0, 30) }
}

export function fieldFormQuery({ registration, procedures }: FieldFormAsked): string {
  const pairs = [['registration', registration ? 'yes' : 'no'], ...procedures.map((one) => ['procedure', one])]
  return new URLSearchParams(pairs).toString()
}
