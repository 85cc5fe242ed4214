/** Every refusal of the room with its HTTP status. */
export const refusals = {
  'statistics/dimensions-required': 422,
  'statistics/procedure-not-found': 404,
  'statistics/part-not-found': 422,
  'statistics/condition-too-long': 422,
  'statistics/day-impossible': 422,
  'statistics/number-impossible': 422,
  'statistics/range-reversed': 422,
  'statistics/too-few-people': 409,
  'statistics/too-many-simulations': 429,
  'statistics/simulation-not-found': 404,
  'statistics/simulation-ended': 409,
} as const
