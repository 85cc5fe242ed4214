import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The file whose name comes last; names begin with the moment they were made. Nothing where there is no folder. */
export function newestIn(folder: string): string | undefined {
  try {
    const name = readdirSync(folder).toSorted().at(-1)
    return name === undefined ? undefined : join(folder, name)
  } catch {
    return undefined
  }
}
