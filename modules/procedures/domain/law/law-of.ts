import type { Catalogue, CodeLists } from '@convive/facts'
import type { CalendarDate } from '@convive/kernel'
import { citationText, type Citation, type Deadline, type Jurisdiction, type Procedure } from '../pack/procedure.ts'
import { caseInWords } from './case-in-words.ts'
import { combinationOf } from './combination.ts'
import { formulaOf, type Formula } from './formula.ts'
import type { Cited, Law, LawDeadline, LawInList, LawSource, SourceStatus, WindowState } from './law.ts'

type Around = {
  readonly catalogue: Catalogue
  readonly lists: CodeLists
  readonly place: Jurisdiction
  readonly today: CalendarDate
}

export function lawInList(procedure: Procedure, { place, today }: Pick<Around, 'place' | 'today'>): LawInList {
  const { id, title, kind, authority, inForce } = procedure
  return { id, title, kind, authority, place: place.id, fictional: place.fictional, ...inForce, window: windowOf(inForce, today) }
}

/** The whole of a procedure in words. */
export function lawOf(procedure: Procedure, around: Around): Law {
  const { catalogue, lists } = around
  const { written } = procedure
  const cited = (cite: Citation): Cited => citedIn(procedure, cite)
  const perhaps = (cite: Citation | undefined): Cited | undefined => (cite === undefined ? undefined : cited(cite))
  const formula = (feel: string | undefined): Formula | undefined => (feel === undefined ? undefined : formulaOf(feel, catalogue))
  const papers = lists.get('evidence-kinds')?.codes ?? []
  return {
    ...lawInList(procedure, around),
    version: procedure.version,
    placeName: around.place.name,
    sources: written.sources.map(sourceOf),
    conditions: written.conditions.map(({ id, words, cite, fixable, feel }) => ({
      id,
      words,
      cite: cited(cite),
      fixable,
      formula: formulaOf(feel, catalogue),
    })),
    combination: combinationOf(
      written.eligible_when,
      written.conditions.map((one) => one.id),
    ),
    variants: written.variants.map(({ id, words, cite, when }) => ({
      id,
      words,
      cite: perhaps(cite),
      formula: when.trim() === 'true' ? undefined : formulaOf(when, catalogue),
    })),
    evidence: written.evidence.map((one) => ({
      id: one.id,
      title: one.title,
      papers: one.any_of.flatMap((code) => papers.find((paper) => paper.code === code)?.label ?? []),
      legalisation: one.legalisation,
      when: formula(one.required_when),
      waivedWhen: formula(one.waived_when),
      cite: perhaps(one.cite),
    })),
    assurance: Object.entries(procedure.assurance).flatMap(([id, needs]) => {
      const label = catalogue.get(id)?.label
      return label === undefined ? [] : [{ label, needs }]
    }),
    fees: written.fees.map((one) => ({
      id: one.id,
      title: one.title,
      amount: one.amount,
      when: formula(one.when),
      exemptWhen: formula(one.exempt_when),
      exemptWords: one.exempt_words,
      cite: cited(one.cite),
    })),
    deadlines: procedure.deadlines.map((one) => ({
      ...one,
      after: startOf(one, catalogue),
      cite: cited(one.cite),
    })),
    issues: procedure.issues && {
      mayWork: procedure.issues.mayWork,
      valid: procedure.issues.valid,
      renewable: procedure.issues.renewable && {
        daysBefore: procedure.issues.renewable.daysBefore,
        cite: cited(procedure.issues.renewable.cite),
      },
    },
    closed: procedure.closed && { words: procedure.closed.words, cite: cited(procedure.closed.cite) },
    cases: procedure.cases.map((one) => caseInWords(one, { procedure, catalogue })),
    changes: written.changes,
  }
}

function windowOf({ from, until }: Procedure['inForce'], today: CalendarDate): WindowState {
  if (today < from) return 'not-yet'
  return until !== undefined && today > until ? 'closed' : 'open'
}

function startOf({ after }: Deadline, catalogue: Catalogue): LawDeadline['after'] {
  if ('step' in after) return after
  const label = catalogue.get(after.fact)?.label
  return { fact: label ?? { es: after.fact, pt: after.fact, en: after.fact, fr: after.fact, ht: after.fact } }
}

function citedIn(procedure: Procedure, cite: Citation): Cited {
  const status = procedure.written.sources.find((one) => one.id === cite.source)?.status
  return { text: citationText(procedure, cite), source: cite.source, status: status ?? 'unverified' }
}

/** Only what a browser may open: a pack could name any address. */
function sourceOf({
  id,
  cite,
  url,
  retrieved,
  status,
}: {
  readonly id: string
  readonly cite: string
  readonly url?: string | undefined
  readonly retrieved?: string | undefined
  readonly status: SourceStatus
}): LawSource {
  return { id, cite, url: url !== undefined && /^https?:\/\//u.test(url) ? url : undefined, retrieved, status }
}
