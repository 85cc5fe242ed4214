import { accounts } from '@convive/accounts'
import { module } from '@convive/commands'
import { registry } from '@convive/registry'
import { beginImport } from './commands/begin-import.ts'
import { cancelImport } from './commands/cancel-import.ts'
import { exportForm } from './commands/export-form.ts'
import { runImport } from './commands/run-import.ts'
import { sendPiece } from './commands/send-piece.ts'
import { exportedForm } from './queries/exported-form.ts'
import { importReport } from './queries/import-report.ts'
import { importTemplate } from './queries/import-template.ts'
import { listImports } from './queries/list-imports.ts'
import { showImport } from './queries/show-import.ts'
import { refusals } from './refusals.ts'
import { copyHandovers } from './store/copy.ts'
import { forgetHandovers } from './store/forget.ts'

/** What comes in and goes out as files: households by the hundred. */
export const exchange = module({
  name: 'exchange',
  after: [accounts, registry],
  commands: [beginImport, sendPiece, runImport, cancelImport, exportForm],
  queries: [listImports, showImport, importReport, importTemplate, exportedForm],
  events: ['exchange/import-asked'],
  refusals,
  forget: forgetHandovers,
  copy: copyHandovers,
  migrations: { room: 'exchange', directory: new URL('./migrations', import.meta.url).pathname },
  // Files on their way in, and names of those who stayed out, have no place in an archive.
  keeping: { leftOut: ['exchange.piece', 'exchange.report'] },
})

export { registrationQuestions } from './store/field-questions.ts'
export type { FieldQuestions } from './domain/field-questions.ts'
export { startImporter } from './jobs/importer.ts'
export type { Importer } from './jobs/importer.ts'
export type { exportForm } from './commands/export-form.ts'
export type { exportedForm } from './queries/exported-form.ts'
export type { importReport } from './queries/import-report.ts'
export type { importTemplate } from './queries/import-template.ts'
export type { listImports } from './queries/list-imports.ts'
export type { showImport } from './queries/show-import.ts'
