import fc from 'fast-check'
import { openSheets, writeWorkbook } from '@convive/files'
import { expect, test } from 'vitest'
import { formSheets, readForm, writeForm } from './index.ts'
import { anyForm } from './testing/forms.ts'
import { readBack } from './testing/sheets.ts'

test('a form that is written and read again is the same form, and nothing is refused or left out', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      const { sheets, unsaid } = writeForm(form)
      const { form: again, found } = readBack(sheets)
      expect(unsaid).toEqual([])
      expect(found.filter(({ weight }) => weight === 'refused' || weight === 'left-out')).toEqual([])
      expect(again).toEqual(form)
    }),
    { numRuns: 150 },
  )
})

test('through a real workbook too, byte for byte the same each time', async () => {
  await fc.assert(
    fc.asyncProperty(anyForm, async (form) => {
      const [bytes, second] = [writeWorkbook(writeForm(form).sheets), writeWorkbook(writeForm(form).sheets)]
      expect(bytes.equals(second)).toBe(true)
      const sheets = await openSheets(async function* () {
        yield bytes
      }, formSheets)
      if ('fault' in sheets) throw new Error(sheets.fault)
      expect(readForm(sheets).form).toEqual(form)
    }),
    { numRuns: 20 },
  )
})
