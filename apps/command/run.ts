import { callServer } from './call-server.ts'
import { checkpointJournal, verifyJournalHere } from './journal.ts'
import { verifyPaper } from './verify-paper.ts'

export type Terminal = {
  readonly environment: Readonly<Record<string, string | undefined>>
  say(line: string): void
  warn(line: string): void
}

const usage = `convive: the operator's command line

  convive <room> <verb> [--field value …]     call a command or a query of the running server
        --json FILE | -      the whole input as JSON, from a file or from standard input
        --key KEY            the same key does a command once, however often it is sent
        --purpose P  --reason R
     needs CONVIVE_TOKEN (made on the page of your organisation); CONVIVE_URL, by default http://localhost:3000
  convive <room> <verb> --help                what it takes
  convive list                                every command and query of the running server
  convive journal verify [--checkpoint FILE]  recompute every chain; ends with 1 when something does not add up
  convive journal checkpoint                  sign the heads of all chains and write them to a file
  convive verify PAPER [--keys FILE|URL] [--status FILE]   check a paper without network: the text of its QR code, or a file with it

Exit: 0 done, 1 refused or not in order, 2 the call itself was wrong.`

/** Runs one command line and returns its exit code. */
export async function run(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [first, second, ...rest] = parameters
  try {
    if (first === undefined || first === 'help' || first === '--help') {
      terminal.say(usage)
      return first === undefined ? 2 : 0
    }
    if (first === 'journal' && second === 'verify') return await verifyJournalHere(rest, terminal)
    if (first === 'journal' && second === 'checkpoint') return await checkpointJournal(terminal)
    if (first === 'verify') return await verifyPaper(second === undefined ? rest : [second, ...rest], terminal)
    return await callServer(parameters, terminal)
  } catch (error) {
    terminal.warn(error instanceof Error ? error.message : 'Something went wrong.')
    return 2
  }
}
