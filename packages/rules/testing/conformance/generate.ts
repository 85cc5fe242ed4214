import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { families } from '../../conformance/families/index.ts'
import { fileText } from '../../conformance/file-text.ts'

/** `node packages/rules/testing/conformance/generate.ts`: writes the cases anew; the same families give the same bytes. */
const written = families.map((family) => {
  const { text, cases } = fileText(family)
  writeFileSync(join(import.meta.dirname, '../../conformance/cases', `${family.name}.json`), text)
  return cases.length
})
process.stdout.write(`${written.reduce((sum, one) => sum + one, 0)} cases in ${families.length} families\n`)
