/** What was answered on the page before, as it stands in the address: `pair~id~id~same`, `family~id~id~waits`. */
export type Kept = { readonly path: string; readonly said: (typeof answers)[number] }

const answers = ['same', 'different', 'unsure', 'waits', 'several'] as const

export function keptText(kind: 'pair' | 'family', ids: readonly (string | undefined)[], said: Kept['said']): string {
  return [kind, ...ids, said].join('~')
}

/** Nothing that is not exactly this leads anywhere. */
export function readKept(address: string): Kept | undefined {
  const text = new URL(address).searchParams.get('kept') ?? ''
  const found = /^(pair|family)~([0-9a-f-]{36})~([0-9a-f-]{36})~([a-z]+)$/.exec(text)
  const said = answers.find((one) => one === found?.[4])
  if (found === null || said === undefined) return undefined
  return { path: `${found[1] === 'family' ? 'families/' : ''}${found[2]}/${found[3]}`, said }
}
