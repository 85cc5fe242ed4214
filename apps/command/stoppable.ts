/** Ctrl+C ends it at the next piece, so that nothing half-made is left; pressed again it ends at once. */
export async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>, says: string): Promise<T> {
  const stop = new AbortController()
  const onSignal = (): void => stop.abort(new Error(says))
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    return await work(stop.signal)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}
