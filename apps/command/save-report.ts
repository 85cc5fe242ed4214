import { writeFileSync } from 'node:fs'
import type { Server } from './ask-server.ts'

/** The report as the page gives it, in the language of the terminal. */
export async function saveReport(server: Server, importId: string, file: string): Promise<void> {
  const response = await server.get(`desk/imports/${importId}/report`)
  if (response.status !== 200)
    throw new Error('The report could not be fetched. The token needs exchange/import-report and exchange/import-template.')
  writeFileSync(file, Buffer.from(await response.arrayBuffer()))
}
