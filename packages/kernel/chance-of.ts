/** Uniform in [0, 1), the same sequence for the same seed (Lehmer's generator, constants of Park and Miller 1988). For trials, never for secrets. */
export function chanceOf(seed: number): () => number {
  let state = (Math.abs(Math.floor(seed)) % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
