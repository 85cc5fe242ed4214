/** Every refusal of the room with its HTTP status; those of verification come from `@convive/credentials`. */
export const refusals = {
  'papers/paper-not-found': 404,
  'papers/already-revoked': 409,
  'papers/reason-required': 422,
  'papers/nothing-to-check': 422,
  'papers/photo-unreadable': 422,
} as const
