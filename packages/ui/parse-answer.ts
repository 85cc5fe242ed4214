/** The one place where an answer of a door takes the type its definition states; pages name the definition's type. */
export function parseAnswer<Answer>(value: unknown): Answer {
  return value as Answer
}
