import type { Copy } from '@convive/commands'
import { loadFacts } from '@convive/registry'
import { applicationsOf } from './applications.ts'
import { storedDeadlines } from './deadlines.ts'
import { decisionsOf } from './decisions.ts'
import { evidenceOf } from './evidence.ts'
import { packs } from './packs.ts'
import { openWords, requestsOf } from './paper-requests.ts'
import { parseSnapshot } from './parse-snapshot.ts'

/** A person's applications with what was attached for them and what was decided about them. Of others it says nothing. */
export const copyApplications: Copy = async ({ tx, vault }, personId) => {
  const known = (await loadFacts(tx, vault, { persons: [personId], upTo: 1 })).get(personId)
  if (known === undefined) return []
  const copies = []
  for (const one of await applicationsOf(tx, [personId])) {
    const decisions = (await decisionsOf(tx, one.applicationId)).filter((decision) => decision.personId === personId)
    const evidence = (await evidenceOf(tx, one.applicationId)).filter((file) => file.personId === personId)
    copies.push({
      applicationId: one.applicationId,
      procedure: one.procedureId,
      title: packs.procedures.get(one.procedureId)?.title,
      status: one.status,
      opened: one.opened,
      submitted: one.submitted,
      decideBy: one.decideBy,
      deadlines: (await storedDeadlines(tx, [one.applicationId])).map(({ standing }) => ({
        binds: standing.binds,
        state: standing.state,
        from: standing.began?.earliest,
        until: standing.due?.latest,
        stood: standing.stops.map(({ why, from, until }) => ({ why, from, until })),
        article: standing.cite,
        words: standing.words,
      })),
      papersAsked: (await requestsOf(tx, one.applicationId))
        .filter((request) => request.personId === personId)
        .map((request) => ({
          requirements: request.requirements,
          asked: request.asked,
          until: request.until,
          ended: request.ended,
          words: openWords(known.key, request).words,
        })),
      decisions: decisions.map(({ decisionId, sealed, outcome, decided, appealUntil }) => {
        const { reasons, people, appeal } = parseSnapshot(known.key.open(`procedures.decision/${decisionId}`, sealed))
        const conditions = people.find((person) => person.personId === personId)?.answer.reasons ?? []
        return {
          outcome,
          decided,
          reasons,
          conditions: conditions.map(({ state, words, cite }) => ({ state, words, cite })),
          appealUntil,
          appeal,
        }
      }),
      // The files themselves would make the copy too large for a telephone: each is fetched from its address.
      evidence: evidence.map(({ evidenceId, requirement, kind, contentType, size, added }) => ({
        requirement,
        kind,
        contentType,
        size,
        added,
        file: `/evidence/${evidenceId}`,
      })),
    })
  }
  return copies
}
