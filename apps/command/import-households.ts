import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Server } from './ask-server.ts'
import { parseBegun, parseImport, type ShownImport } from './parse-import.ts'
import { refusalLines } from './refusal-lines.ts'
import type { Terminal } from './run.ts'
import { saveReport } from './save-report.ts'
import { stoppable } from './stoppable.ts'

type Around = {
  readonly terminal: Terminal
  readonly server: Server
  tell(found: ShownImport, terminal: Terminal): number
}
type Asked = { readonly file: string; readonly dryRun: boolean; readonly dates: string; readonly report: string | undefined }

/** Between two looks at the server, in milliseconds; and how long it may be away, such as for a restart. */
const [between, longestAway] = [1000, 600_000]

/** Sends a file and follows it to its end. The server goes on when this is killed; Ctrl+C cancels. */
export async function importHouseholds(parameters: readonly string[], around: Around): Promise<number> {
  const asked = readAsked(parameters)
  const { terminal, server } = around
  const sent = await sendFile(asked, around)
  if ('refused' in sent) {
    for (const line of refusalLines(sent.refused)) terminal.warn(line)
    return 1
  }
  const { importId } = sent
  terminal.warn(`Import ${importId}. The server goes on by itself; to look: convive import show ${importId}`)
  const found = await stoppable((signal) => follow(importId, around, signal), 'Cancelled.')
  const exit = around.tell(found, terminal)
  if (asked.report !== undefined && found.rowsDone > 0) await saveReport(server, importId, asked.report)
  return exit
}

function readAsked(parameters: readonly string[]): Asked {
  const how = 'convive import households FILE.csv|.xlsx [--dry-run] [--dates day-first|month-first] [--report FILE.csv]'
  const [file, ...rest] = parameters
  if (file === undefined || file.startsWith('--')) throw new Error(`Say which file: ${how}`)
  let [dryRun, dates]: [boolean, string] = [false, 'day-first']
  let report: string | undefined
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at]
    if (word === '--dry-run') dryRun = true
    else if (word === '--dates' && /^(day|month)-first$/.test(rest[at + 1] ?? '')) dates = rest[(at += 1)] ?? dates
    else if (word === '--report' && rest[at + 1] !== undefined) report = rest[(at += 1)]
    else throw new Error(`${JSON.stringify(word)} is not understood. Write: ${how}`)
  }
  return { file, dryRun, dates, report }
}

type Sent = { readonly importId: string } | { readonly refused: unknown }

/** Piece by piece, each under a key of its own, so that one that is sent again is kept once. */
async function sendFile({ file, dryRun, dates }: Asked, { server }: Around): Promise<Sent> {
  const source = await open(file, 'r').catch(() => {
    throw new Error(`There is no file ${file} that can be read.`)
  })
  try {
    const { size } = await source.stat()
    const key = randomUUID()
    const begun = await server.post('exchange/begin-import', { name: basename(file), size, dates }, key)
    if (!begun.ok) return { refused: begun.body }
    const { importId, pieces, pieceSize } = parseBegun(begun.body)
    const piece = Buffer.alloc(pieceSize)
    for (let number = 0; number < pieces; number += 1) {
      const { bytesRead } = await source.read(piece, 0, pieceSize, number * pieceSize)
      const data = piece.subarray(0, bytesRead).toString('base64')
      const sent = await server.post('exchange/send-piece', { importId, number, data }, `${key}-${number}`)
      if (!sent.ok) return { refused: sent.body }
    }
    const run = await server.post('exchange/run-import', { importId, dryRun }, `${key}-run`)
    return run.ok ? { importId } : { refused: run.body }
  } finally {
    await source.close()
  }
}

/** Looks until it is over. A server that is away for a while is waited for. */
async function follow(importId: string, { server, terminal }: Around, signal: AbortSignal): Promise<ShownImport> {
  let [told, away] = [performance.now(), 0]
  for (;;) {
    if (signal.aborted) await server.post('exchange/cancel-import', { importId }, `cancel-${importId}`)
    const answer = await server.post('exchange/show-import', { importId }).catch((error: unknown) => {
      away += between
      if (away > longestAway) throw error
      return undefined
    })
    if (answer !== undefined) {
      away = 0
      if (!answer.ok) throw new Error(refusalLines(answer.body).join('\n'))
      const shown = parseImport(answer.body)
      if (shown.state !== 'waiting' && shown.state !== 'running') return shown
      if (performance.now() - told >= 2000) {
        terminal.warn(progressOf(shown))
        told = performance.now()
      }
    } else if (away === between) terminal.warn('The server does not answer. It goes on where it was when it is back.')
    await new Promise((done) => setTimeout(done, between))
  }
}

function progressOf({ state, rows, rowsDone, before, secondsLeft }: ShownImport): string {
  if (state === 'waiting')
    return before > 0 ? `${before} other imports of your organisation come first` : 'it begins in a few seconds'
  if (rows === 0) return 'reading the file'
  const left =
    secondsLeft === undefined ? '' : `, ${Math.floor(secondsLeft / 60)}:${String(secondsLeft % 60).padStart(2, '0')} left`
  return `${rowsDone} of ${rows} rows${left}`
}
