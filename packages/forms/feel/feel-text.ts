/** FEEL under way: how closely its outermost sign binds (DMN 1.5, 10.3.1.2, from `or` 1 to a name 9). */
export type FeelText = { readonly text: string; readonly binds: number }

export function whole(text: string): FeelText {
  return { text, binds: 9 }
}

export function bracketed({ text, binds }: FeelText, least: number): string {
  return binds < least ? `(${text})` : text
}

export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
}

export function called(name: string, ...given: readonly FeelText[]): FeelText {
  return whole(`${name}(${given.map(({ text }) => text).join(', ')})`)
}

/** What stands in the way of a translation, with the word where it stands. */
export type Untold = {
  readonly code: 'xpath-function' | 'xpath-path' | 'xpath-name' | 'xpath-shape' | 'xpath-syntax' | 'too-long' | 'too-deep'
  readonly word: string
}

export function isUntold(one: FeelText | Untold): one is Untold {
  return 'code' in one
}
