import { itemsOf, writeForm } from '@convive/forms'
import { expect, test } from 'vitest'
import { packs } from '../store/packs.ts'
import { collectionForm } from './collection-form.ts'

const asked = { facts: [], language: 'es', today: '2026-11-26' } as const

test('every procedure becomes a form that keeps the rules of XLSForm', () => {
  for (const id of packs.procedures.keys()) {
    const made = collectionForm({ ...asked, procedures: [id] }, packs)
    if (!made.ok) throw new Error(id)
    const { form, notAsked } = made.value
    const { sheets, unsaid } = writeForm(form)
    expect([id, unsaid]).toEqual([id, []])
    const [survey = [], choices = []] = sheets.map(({ rows }) => rows)
    const columnOf = (rows: readonly (readonly string[])[], heading: string): readonly string[] =>
      rows.slice(1).map((row) => row[rows[0]?.indexOf(heading) ?? -1] ?? '')
    const [types, names] = [columnOf(survey, 'type'), columnOf(survey, 'name')]
    const lists = new Set(columnOf(choices, 'list_name'))
    let depth = 0
    for (const [at, type] of types.entries()) {
      depth += type.startsWith('begin_') ? 1 : type.startsWith('end_') ? -1 : 0
      expect(depth).toBeGreaterThanOrEqual(0)
      expect(names[at]).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/)
      if (type.startsWith('select_')) expect([id, lists.has(type.split(' ')[1] ?? '')]).toEqual([id, true])
    }
    expect(depth).toBe(0)
    const own = names.filter((_, at) => !types[at]?.startsWith('end_'))
    expect(new Set(own).size).toBe(own.length)
    for (const name of columnOf(choices, 'name')) expect(name).toMatch(/^\S+$/)
    const inForm = new Set([...itemsOf(form.items).map(({ name }) => name), ...notAsked.map(({ fact }) => fact)])
    expect(packs.procedures.get(id)?.facts.filter((fact) => !inForm.has(fact))).toEqual([])
  }
})

test('the papers of a procedure are photographed, those of some people only when they need them', () => {
  const made = collectionForm({ ...asked, procedures: ['ysapy.regularisation'] }, packs)
  const papers = made.ok ? itemsOf(made.value.form.items).filter(({ name }) => name.startsWith('paper_')) : []
  const evidence = packs.procedures.get('ysapy.regularisation')?.written.evidence ?? []
  expect(papers.map((paper) => ('relevant' in paper ? paper.relevant : undefined))).toEqual(
    evidence.map((one) => one.required_when),
  )
  expect(evidence.length).toBeGreaterThan(0)
})

test.each([
  [{ procedures: [], facts: [] }, 'procedures/form-empty'],
  [{ procedures: ['ysapy.gone'], facts: [] }, 'procedures/procedure-not-found'],
  [{ procedures: [], facts: ['birth_dat'] }, 'procedures/fact-not-found'],
])('%j is refused', (input, code) => {
  const made = collectionForm({ ...asked, ...input }, packs)
  expect(made.ok ? [] : made.refusals.map((one) => one.code)).toEqual([code])
})
