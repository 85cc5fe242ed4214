import { lookForDuplicates } from '../jobs/look-for-duplicates.ts'
import type { Office } from './office.ts'

/** One look of the search for duplicates, as another process would have it that knows nothing but what is stored; a fault is one of the test. How many were looked at. */
export async function lookOnce({ db, dispatcher }: Office, clock: { readonly now: Date }): Promise<number> {
  const looker = lookForDuplicates({
    database: db.database,
    dispatcher,
    clock: () => clock.now,
    timeZone: 'America/Asuncion',
    failed(error) {
      throw error
    },
    rest: async () => undefined,
  })
  try {
    return await looker.look()
  } finally {
    await looker.stop()
  }
}
