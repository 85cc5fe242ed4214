import { module } from '@convive/commands'
import { exchange } from '@convive/exchange'
import { papers } from '@convive/papers'
import { registry } from '@convive/registry'
import { askForPapers } from './commands/ask-for-papers.ts'
import { attachEvidence } from './commands/attach-evidence.ts'
import { collectionForm as collectionFormQuery } from './queries/collection-form.ts'
import { changeApplicants } from './commands/change-applicants.ts'
import { endRequest } from './commands/end-request.ts'
import { forgetSavedInterview } from './commands/forget-saved-interview.ts'
import { saveInterview } from './commands/save-interview.ts'
import { countDeadlines } from './commands/count-deadlines.ts'
import { decideApplication } from './commands/decide-application.ts'
import { openApplication } from './commands/open-application.ts'
import { removeEvidence } from './commands/remove-evidence.ts'
import { recordAnswer } from './commands/record-answer.ts'
import { submitApplication } from './commands/submit-application.ts'
import { withdrawApplication } from './commands/withdraw-application.ts'
import { changedLaw } from './queries/changed-law.ts'
import { decisionNotice } from './queries/decision-notice.ts'
import { interview } from './queries/interview.ts'
import { knownAnswers } from './queries/known-answers.ts'
import { listApplications } from './queries/list-applications.ts'
import { listRights } from './queries/list-rights.ts'
import { rightsOfPerson } from './queries/rights-of-person.ts'
import { savedInterview } from './queries/saved-interview.ts'
import { showApplication } from './queries/show-application.ts'
import { showContacts } from './queries/show-contacts.ts'
import { showEvidence } from './queries/show-evidence.ts'
import { showFile } from './queries/show-file.ts'
import { showRight } from './queries/show-right.ts'
import { takeRight } from './queries/take-right.ts'
import { tryChange } from './queries/try-change.ts'
import { whatRunsOut } from './queries/what-runs-out.ts'
import { refusals } from './refusals.ts'
import { copyApplications } from './store/copy.ts'
import { forgetApplications } from './store/forget.ts'

/** What a person may apply for and why, applications with evidence and deadlines, decisions and notices. */
export const procedures = module({
  name: 'procedures',
  after: [registry, exchange, papers],
  commands: [
    openApplication,
    recordAnswer,
    changeApplicants,
    attachEvidence,
    removeEvidence,
    submitApplication,
    askForPapers,
    endRequest,
    countDeadlines,
    decideApplication,
    withdrawApplication,
    saveInterview,
    forgetSavedInterview,
  ],
  queries: [
    interview,
    savedInterview,
    listRights,
    showRight,
    takeRight,
    showFile,
    tryChange,
    collectionFormQuery,
    showContacts,
    rightsOfPerson,
    knownAnswers,
    listApplications,
    whatRunsOut,
    changedLaw,
    showApplication,
    showEvidence,
    decisionNotice,
  ],
  events: [
    'procedures/application-opened',
    'procedures/application-submitted',
    'procedures/application-decided',
    'procedures/papers-asked',
    'procedures/deadline-run-out',
  ],
  refusals,
  forget: forgetApplications,
  copy: copyApplications,
  migrations: { room: 'procedures', directory: new URL('./migrations', import.meta.url).pathname },
  attests: [
    {
      name: 'evidence',
      select:
        "select person_id as stream_id, 'evidence/' || evidence_id as name, encode(sha256(sealed), 'hex') as digest from procedures.evidence",
    },
    {
      name: 'decisions',
      select:
        "select person_id as stream_id, 'decision/' || decision_id as name, encode(sha256(sealed), 'hex') as digest from procedures.decision",
    },
    {
      name: 'requests',
      select:
        "select person_id as stream_id, 'request/' || request_id as name, encode(sha256(sealed), 'hex') as digest from procedures.paper_request",
    },
  ],
})

export { keepCounting } from './jobs/keep-counting.ts'
export { warmUp } from './jobs/warm-up.ts'
export type { DeadlineKeeper } from './jobs/keep-counting.ts'
export type { whatRunsOut } from './queries/what-runs-out.ts'
export { collectionForm } from './domain/collection-form.ts'
export type { showContacts } from './queries/show-contacts.ts'
export { packs } from './store/packs.ts'
export { runSimulation } from './store/run-simulation.ts'
export type {
  Assumption,
  CountedCell,
  Direction,
  LawChange,
  SimulationAsked,
  SimulationFault,
  SimulationFound,
} from './domain/simulation/simulation.ts'
export { checkPackFolders } from './store/check-folders.ts'
export type { CheckedFolders } from './store/check-folders.ts'
