/** What a command or query of a demonstration answers takes the type that its definition states. */
export function parseStep<Answer>(value: unknown): Answer {
  return value as Answer
}
