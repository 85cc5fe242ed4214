import type { ReportLine } from '../domain/report-line.ts'
import type { Notice } from './imports.ts'

/** What we sealed ourselves, so that its shape is known. */
export function parseNotice(text: string): Notice {
  return JSON.parse(text) as Notice
}

export function parseLines(text: string): readonly ReportLine[] {
  return JSON.parse(text) as readonly ReportLine[]
}
