import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runSuite, type SuiteReport } from './run-suite.ts'

/** `npm run tck -- [DIR] [--csv FILE]`: every failure with its reason, then how many passed. */
function main(given: readonly string[]): void {
  const flag = given.indexOf('--csv')
  const csv = (flag === -1 ? undefined : given[flag + 1]) ?? join(tmpdir(), 'convive-tck.csv')
  const [asked] = flag === -1 ? given : given.toSpliced(flag, 2)
  const data = process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../../../shared/data')
  const directory = asked ?? join(data, 'dmn-tck')
  if (!existsSync(directory)) return refused(`${directory} is not there. Name the folder of the suite: npm run tck -- FOLDER`)
  if (!statSync(directory).isDirectory()) return refused(`${directory} is no folder. Name the folder of the suite`)
  const report = runSuite(directory, { nanos: BigInt(Date.now()) * 1_000_000n, zone: { offset: 0 } })
  if (report.length === 0) return refused(`${directory} holds no cases: files of XML that begin with testCases`)
  for (const { folder, file, id, reason } of report) if (reason !== '') console.log(`${folder}/${file} ${id}: ${reason}`)
  mkdirSync(dirname(csv), { recursive: true })
  writeFileSync(csv, csvOf(report))
  const passed = report.filter(({ reason }) => reason === '')
  const values = report.filter(({ expectsValue }) => expectsValue)
  console.log(`${csv}: the report of the suite`)
  console.log(`of the cases that pass, to the digits of a cut literal: ${passed.filter(({ asWritten }) => asWritten).length}`)
  console.log(`a value expected: ${values.filter(({ reason }) => reason === '').length}/${values.length}`)
  console.log(`${passed.length}/${report.length}`)
  process.exitCode = passed.length === report.length ? 0 : 1
}

function refused(message: string): void {
  console.error(message)
  console.log('0/0')
  process.exitCode = 2
}

/** The columns of the suite's own result files: folder, file, case, outcome, remark. */
function csvOf(report: SuiteReport): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const lines = report.map(({ folder, file, id, reason }) =>
    [folder, file, id, reason === '' ? 'SUCCESS' : 'ERROR', reason].map(quoted).join(','),
  )
  return `${lines.join('\n')}\n`
}

main(process.argv.slice(2))
