import { mostRows } from './sheet.ts'

/** What of a workbook is read for a form: see `openSheets`. */
export const formSheets = { named: new Set(['survey', 'choices', 'settings']), most: mostRows + 2 }
