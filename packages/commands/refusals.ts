/** Refusals that any command or query can give, with their HTTP status. */
export const commonRefusals = {
  'commands/invalid-input': 422,
  'commands/choose-one': 422,
  'commands/not-allowed': 403,
  'commands/sign-in-needed': 401,
  'commands/not-found': 404,
  'commands/key-needed': 400,
  'commands/key-reused': 409,
  'commands/too-many': 429,
  'commands/too-large': 413,
  'commands/out-of-order': 503,
} as const
