import { module } from '@convive/commands'
import { registry } from '@convive/registry'
import { reissuePaper } from './commands/reissue-paper.ts'
import { retireKey } from './commands/retire-key.ts'
import { revokePaper } from './commands/revoke-paper.ts'
import { checkPaper } from './queries/check-paper.ts'
import { papersOfPerson } from './queries/papers-of-person.ts'
import { printPaper } from './queries/print-paper.ts'
import { publishedKeys } from './queries/published-keys.ts'
import { showPaper } from './queries/show-paper.ts'
import { statusList } from './queries/status-list.ts'
import { refusals } from './refusals.ts'
import { copyPapers } from './store/copy.ts'
import { forgetPapers } from './store/forget.ts'

/** Papers that others recognise: issued on a decision, verified offline, revoked and issued again. */
export const papers = module({
  name: 'papers',
  after: [registry],
  commands: [revokePaper, reissuePaper, retireKey],
  queries: [checkPaper, papersOfPerson, showPaper, printPaper, publishedKeys, statusList],
  events: ['papers/paper-issued', 'papers/paper-revoked'],
  refusals,
  forget: forgetPapers,
  copy: copyPapers,
  migrations: { room: 'papers', directory: new URL('./migrations', import.meta.url).pathname },
  attests: [
    {
      name: 'papers',
      select:
        "select person_id as stream_id, 'paper/' || paper_id as name, encode(sha256(sealed), 'hex') as digest from papers.paper",
    },
  ],
})

export { issuePaper } from './store/issue.ts'
export type { PaperOrder } from './store/issue.ts'
export { papersOf } from './store/papers.ts'
export { namePrints, printer } from './store/print.ts'
export type { papersOfPerson } from './queries/papers-of-person.ts'
export type { revokePaper } from './commands/revoke-paper.ts'
export type { reissuePaper } from './commands/reissue-paper.ts'
