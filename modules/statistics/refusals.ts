/** Every refusal of the room with its HTTP status. */
export const refusals = { 'statistics/dimensions-required': 422 } as const
