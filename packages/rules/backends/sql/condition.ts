/** An SQL condition that is never null: true, false, or a text. What is written with constants is simplified at once. */
export type Sql = boolean | string

export function allOf(given: readonly Sql[]): Sql {
  if (given.includes(false)) return false
  return joined(given, 'and', true)
}

export function anyOf(given: readonly Sql[]): Sql {
  if (given.includes(true)) return true
  return joined(given, 'or', false)
}

export function notOf(one: Sql): Sql {
  return typeof one === 'boolean' ? !one : `not ${one}`
}

function joined(given: readonly Sql[], word: 'and' | 'or', empty: boolean): Sql {
  const texts = [...new Set(given.flatMap((one) => (typeof one === 'string' ? [one] : [])))]
  if (texts.length === 0) return empty
  return texts.length === 1 ? (texts[0] ?? empty) : `(${texts.join(` ${word} `)})`
}

export function textOf(one: Sql): string {
  return typeof one === 'string' ? one : String(one)
}
