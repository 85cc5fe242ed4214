import { members } from '@convive/access'
import { query } from '@convive/commands'
import { writeWorkbook } from '@convive/files'
import { csvLine, locales, ok } from '@convive/kernel'
import { z } from 'zod'
import { vocabulary } from '../store/vocabulary.ts'

/** An empty file to fill in: a heading for each column, in one language; the workbook explains them on its second sheet. */
export const importTemplate = query({
  name: 'exchange/import-template',
  about: 'The columns of a file of households, explained, and an empty file with them as CSV or XLSX (base64).',
  input: z.object({ format: z.enum(['csv', 'xlsx']).default('csv'), locale: z.enum(locales).default('es') }),
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: [],
  async run({ input }) {
    const { format, locale } = input
    const columns = vocabulary.columns.map(({ code, required, list, label, about, example }) => ({
      code,
      required: required === true,
      label: label[locale],
      about: about[locale],
      example,
      codes: list === undefined ? [] : [...new Set(vocabulary.codes.get(list)?.values() ?? [])],
    }))
    const headings = columns.map((column) => column.label)
    // The mark in front tells spreadsheets that letters are UTF-8.
    const csv = (): Buffer => Buffer.from(`\uFEFF${csvLine(headings)}`)
    const xlsx = (): Buffer =>
      writeWorkbook([
        { name: 'Convive', rows: [headings] },
        {
          name: '?',
          width: 40,
          rows: [
            ['', 'code', '*', '?', '='],
            ...columns.map((one) => [
              one.label,
              one.code,
              one.required ? '*' : '',
              one.about,
              one.codes.slice(0, 60).join(' · ') || one.example,
            ]),
          ],
        },
      ])
    return ok({ columns, file: (format === 'csv' ? csv() : xlsx()).toString('base64') })
  },
})
