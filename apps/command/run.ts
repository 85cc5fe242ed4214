import { backup, restore } from './backup.ts'
import { callServer } from './call-server.ts'
import { concealFiles } from './conceal.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { erase } from './erase.ts'
import { exportFiles } from './export.ts'
import { helpOn } from './help.ts'
import { importFiles } from './import.ts'
import { journal } from './journal.ts'
import { keys } from './keys.ts'
import { withLanguage } from './language.ts'
import { match } from './match.ts'
import { matchConcealedFiles } from './match-concealed.ts'
import { member } from './member.ts'
import { organisation } from './organisation.ts'
import { pack } from './pack.ts'
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
        --for PURPOSE        why a record is touched, when it is not the usual purpose
        --because REASON     why a protected detail is read, in words that its person may see
        A list is given as JSON or by repeating its field: --roles registrar --roles planner
     needs CONVIVE_TOKEN (made on the page “Your tokens”); CONVIVE_URL, by default http://localhost:3000
  convive help                                this, and every command and query of the running server
  convive help <room> | <room>/<verb>         one room; what one command or query takes
  convive doctor                              look at keys, disk, database and server; says what to do
  convive journal verify [--checkpoint FILE]  recompute every chain; ends with 1 when something does not add up
  convive journal checkpoint                  sign the heads of all chains and write them to a file
  convive backup FILE                         everything into one sealed file, while the server runs
  convive restore FILE [--key FILE|FOLDER] [--erased FILE|none]   into an empty installation that does not run
  convive erase person ID --ground GROUND     ask that somebody be erased: asked, mistake, time_over or no_basis
  convive erase person ID --number NUMBER     confirm it, as somebody else than the one who asked
  convive demo --people N [--share 0.4] [--seed 1]   made-up people at two offices, the second with that share; called again it goes on
  convive import households FILE.csv|.xlsx [--dry-run] [--dates month-first] [--report FILE]   many households at once
  convive import rrf FILE.xml [--dry-run] [--report FILE]   UNHCR's resettlement form, 3.1 or 4.1
  convive import template FILE | show ID | report ID FILE | cancel ID
  convive import form FILE.xlsx [--report FILE] [--out FILE.json]   reads a form of ODK or Kobo and says what has no equivalent here
  convive export form (--registration | --facts a,b | --procedure ID …) --out FILE.xlsx   a form for ODK or Kobo; needs no server
  convive export rrf HOUSEHOLD --version 4.1|3.1 --everyone-agreed [--out FILE.xml]   a household in UNHCR's resettlement form
  convive keys rotate [--keep-old]            a new master key, while people work; called again it goes on where it was stopped
  convive member renew SIGN-IN-NAME           a new one-time code for whoever lost phone or password, at the server's machine
  convive organisation found --name NAME …    a second organisation and its administrator's one-time code, at the server's machine
  convive match FILE [FILE2 [--within | --one-to-one]] --out DIR [--config FILE.yaml | --model model.json] [--decided FILE.csv [--refine]]   which records of a table, or of two, are the same person; without a server
        for FILE also 'postgres://user@host/base?table=schema.name' or '?query=FILE.sql'; the password in PGPASSWORD or ~/.pgpass
  convive match explain --out DIR ID ID       why two records are held to be one person or not, in words
  convive conceal FILE… --secret FILE --project NAME --out DIR [--config FILE.yaml] [--salt COLUMN]   records as keys that a neutral party compares
  convive conceal --new-secret FILE           the secret that two organisations share for it
  convive match-concealed FILE FILE2 --out DIR [--one-to-one] [--exact]   who is in both, for the neutral party: no secret, no name
  convive pack check DIR…                     packs as data: reads them, checks the rules, runs the worked cases; without server or database
  convive verify PAPER [--keys FILE|URL] [--status FILE]   check a paper without network: the text of its QR code, or a file with it
     --language es|pt|en|fr|ht with any of them: the language of refusals and of what a paper says; by default the terminal's, else English

Exit: 0 done, 1 refused or not in order, 2 the call itself was wrong.`

/** Runs one command line and returns its exit code. */
export async function run(typed: readonly string[], given: Terminal): Promise<number> {
  try {
    const { parameters, terminal } = withLanguage(typed, given)
    return await runVerb(parameters, terminal)
  } catch (error) {
    given.warn(error instanceof Error ? error.message : 'Something went wrong.')
    return 2
  }
}

function runVerb(parameters: readonly string[], terminal: Terminal): number | Promise<number> {
  const [first, ...rest] = parameters
  switch (first) {
    case undefined:
      terminal.say(usage)
      return 2
    case 'help':
    case '--help':
    case 'list':
      return help(rest, terminal)
    case 'doctor':
      return doctor(rest, terminal)
    case 'demo':
      return demo(rest, terminal)
    case 'journal':
      return journal(rest, terminal)
    case 'backup':
      return backup(rest, terminal)
    case 'restore':
      return restore(rest, terminal)
    case 'member':
      return member(rest, terminal)
    case 'match':
      return match(rest, terminal)
    case 'conceal':
      return concealFiles(rest, terminal)
    case 'match-concealed':
      return matchConcealedFiles(rest, terminal)
    case 'pack':
      return pack(rest, terminal)
    case 'organisation':
      return organisation(rest, terminal)
    case 'keys':
      return keys(rest, terminal)
    case 'import':
      return importFiles(rest, terminal)
    case 'export':
      return exportFiles(rest, terminal)
    case 'erase':
      return erase(rest, terminal)
    case 'verify':
      return verifyPaper(rest, terminal)
    default:
      return callServer(parameters, terminal)
  }
}

/** The usage is told in any case; without a server only the list of what it offers is missing. */
async function help(asked: readonly string[], terminal: Terminal): Promise<number> {
  if (asked.length > 0) return helpOn(asked, terminal)
  terminal.say(usage)
  try {
    return await helpOn([], terminal)
  } catch (error) {
    terminal.warn(`\nThe list of commands comes from the server. ${error instanceof Error ? error.message : ''}`)
    return 0
  }
}
