import { refuse } from '@convive/kernel'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { refusalError } from '../refusal-error.ts'

/** Makes the folder that results go to, and sees that they can be written. */
export function openFolder(folder: string, mode?: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode })
    accessSync(folder, constants.W_OK)
  } catch {
    throw refusalError(refuse({ code: 'matching/out-closed', with: { folder } }))
  }
}
