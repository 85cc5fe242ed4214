import { drawDataFault } from '@convive/facts'
import { createTranslators, loadMessages } from '@convive/languages'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkPackFolders } from './store/check-folders.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/packs.md'), 'utf8')
const t = createTranslators(loadMessages(root).messages)('en')
let laws: string
beforeAll(() => {
  laws = mkdtempSync(join(tmpdir(), 'convive-walk-'))
  mkdirSync(join(laws, 'ysapy/procedures'), { recursive: true })
  for (const part of ['jurisdiction.yaml', 'codes'])
    cpSync(join(root, 'jurisdictions/ysapy', part), join(laws, 'ysapy', part), { recursive: true })
})
afterAll(() => rmSync(laws, { recursive: true, force: true }))

/** What the command prints about the file as it has been written so far. */
function checked(file: string): readonly string[] {
  writeFileSync(join(laws, 'ysapy/procedures/harvest-card.yaml'), file)
  const { faults, weak, textOf, procedures, cases, tried, noticed } = checkPackFolders([join(laws, 'ysapy')])
  const all = [...faults, ...weak].toSorted((a, b) => a.line - b.line || a.column - b.column)
  const drawn = all.map((one) => drawDataFault(one, textOf.get(one.file)).replace(`${laws}/`, 'laws/'))
  const mistakes = t('procedures.packs.mistakes', { tried, noticed })
  if (faults.length > 0) return [...drawn, t('procedures.packs.faults', { faults: faults.length })]
  if (weak.length > 0) return [...drawn, `${mistakes} ${t('procedures.packs.weak')}`]
  return [`✓ ${t('procedures.packs.in-order', { procedures, cases })} ${mistakes}`]
}

/** Takes out the lines with `-` and writes those with `+` in their place. */
function corrected(file: string, change: string): string {
  const lines = change.trimEnd().split('\n')
  const gone = lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1))
  const come = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1))
  return gone.reduce((text, line, at) => {
    expect(text.split(`\n${line}\n`), `“${line}” stands once`).toHaveLength(2)
    return text.replace(`\n${line}\n`, `\n${come[at] ?? ''}\n`)
  }, file)
}

/** Each part that the page shows of an answer stands in it, in order; `…` leaves something out. */
function saysInOrder(shown: string, answer: readonly string[]): void {
  const whole = answer.join('\n')
  let from = 0
  for (const part of shown.split(/^…$/mu)) {
    const at = whole.indexOf(part.trim(), from)
    expect(at, `“${part.trim()}” is not what it says:\n${whole}`).toBeGreaterThanOrEqual(0)
    from = at + part.trim().length
  }
  if (!/^…$/mu.test(shown)) expect(shown.trim()).toBe(whole)
}

describe('the page that teaches how to write a law', () => {
  test('leads from an empty file to a pack in order, with every message word for word', () => {
    const walk = page.slice(page.indexOf('## A law in an hour'), page.indexOf('## Before you write'))
    let file = ''
    let asked = 0
    for (const [, kind = '', body = ''] of walk.matchAll(/^```(\w*)\n(.*?)^```$/gmsu)) {
      if (kind === 'yaml') file += body
      else if (kind === 'diff') file = corrected(file, body)
      else {
        const [command = '', ...shown] = body.split('\n')
        expect(command).toBe('$ npm run convive -- pack check …/laws/ysapy')
        saysInOrder(shown.join('\n'), checked(file))
        asked += 1
      }
    }
    expect(asked).toBe(5)
    expect(checked(file)[0]).toMatch(/^✓/)
  })

  test('names every part that a procedure may have', () => {
    const schema = readFileSync(join(import.meta.dirname, 'domain/pack/procedure-file.ts'), 'utf8')
    const parts = [...schema.matchAll(/^ {2,8}([a-z_]+): /gmu)].map(([, name = '']) => name)
    expect(parts.length).toBeGreaterThan(40)
    const silent = parts.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(page))
    expect(silent).toEqual([])
  })
})
