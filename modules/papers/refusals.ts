/** Every refusal of the room with its HTTP status. */
export const refusals = {
  'papers/paper-not-found': 404,
  'papers/already-revoked': 409,
  'papers/reason-required': 422,
  'papers/nothing-to-check': 422,
  'papers/not-base45': 422,
  'papers/not-zlib': 422,
  'papers/too-large': 422,
  'papers/not-cose': 422,
  'papers/not-signed': 422,
  'papers/wrong-algorithm': 422,
  'papers/unknown-key': 422,
  'papers/bad-signature': 422,
  'papers/missing-claims': 422,
  'papers/not-yet-valid': 422,
  'papers/expired': 422,
  'papers/revoked': 422,
} as const
