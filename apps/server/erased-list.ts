import { erasedPersons, type Erased } from '@convive/commands'
import { readAsOwner } from '@convive/database'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from './key-files.ts'
import { parseErased } from './parse-erased.ts'

/** Whom nobody may bring back: ids, days and codes of everybody erased here, outside database and backups. */
export function erasedFile(home: string): string {
  return join(home, 'erased.list')
}

export function readErased(file: string): readonly Erased[] {
  return existsSync(file) ? parseErased(readFileSync(file, 'utf8')) : []
}

/** Adds to the file whoever was erased in the database and does not stand there yet; it is on the disk when this returns. */
export async function keepErasedList(home: string, ownerUrl: string): Promise<void> {
  const file = erasedFile(home)
  const before = readErased(file)
  const known = new Set(before.map((one) => one.personId))
  const all = await readAsOwner(ownerUrl, erasedPersons)
  const added = all.filter((one) => !known.has(one.personId))
  if (added.length > 0) replaceFile(file, [...before, ...added].map((one) => `${JSON.stringify(one)}\n`).join(''))
}
