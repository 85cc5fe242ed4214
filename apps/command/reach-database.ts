import type { RunningDatabase } from '@convive/server'

/** The database runs while the server does; what is left of one that was killed says nothing about now. */
export async function reachDatabase<Answer>({ home }: RunningDatabase, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (!isUnreachable(error)) throw error
    throw new Error(
      `The server of ${home.directory} has stopped, and its database with it. Start it with: npm start, then ask again.`,
      { cause: error },
    )
  }
}

function isUnreachable(error: unknown): boolean {
  const code = error !== null && typeof error === 'object' && 'code' in error ? error.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOENT' || code === '57P03'
}
