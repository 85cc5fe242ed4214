import { decide } from '@convive/rules'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { rulesetOfCase } from '../packages/rules/testing/conformance/ask-case.ts'
import { readConformance, type ConformanceCase } from '../packages/rules/testing/conformance/parse-cases.ts'
import { viewOf } from '../packages/rules/testing/oracle/ask-engine.ts'
import { print } from './figures.ts'
import { cel } from './peers/cel.ts'
import { feelin } from './peers/feelin.ts'
import { jsonLogicPeer } from './peers/json-logic.ts'
import { givenOf, NotExpressible, wholeRule, type Peer, type Said } from './peers/peer.ts'
import { publicodes } from './peers/publicodes.ts'
import { zen } from './peers/zen.ts'

/** What each engine gets of the conformance suite for eligibility under missing facts, of the cases that its language can say. */
const cases = readConformance().flatMap(({ file }) => file.cases)
const kinds = ['right', 'unsafe', 'needlessly unknown', 'error'] as const
type Kind = (typeof kinds)[number]

/** No value and an error both say nothing definite: right where completions differ or where the rule has no meaning. */
function kindOf(said: Said, expected: ConformanceCase['expect']['answer']): Kind {
  if (said === expected) return 'right'
  if (said === 'yes' || said === 'no') return 'unsafe'
  if (expected === 'invalid' || (expected === 'unknown' && said === 'nothing')) return 'right'
  return said === 'error' ? 'error' : 'needlessly unknown'
}

function row(name: string, answer: (one: ConformanceCase) => Said | undefined): void {
  const counts = new Map<Kind, number>(kinds.map((kind) => [kind, 0]))
  let expressible = 0
  const unsafe: string[] = []
  for (const one of cases) {
    const said = answer(one)
    if (said === undefined) continue
    expressible += 1
    const kind = kindOf(said, one.expect.answer)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (kind === 'unsafe') unsafe.push(one.id)
  }
  const told = kinds.map((kind) => String(counts.get(kind) ?? 0).padStart(kind.length)).join(' | ')
  process.stdout.write(
    `| ${name.padEnd(28)} | ${String(expressible).padStart(5)} | ${told} | ${unsafe.slice(0, 3).join(', ')} |\n`,
  )
}

function ours(one: ConformanceCase): Said {
  const { answer } = decide(rulesetOfCase(one), viewOf(one))
  return answer === 'yes' || answer === 'no' ? answer : 'nothing'
}

function asked(peer: Peer): (one: ConformanceCase) => Said | undefined {
  return (one) => {
    try {
      return peer.answer(wholeRule(one), givenOf(one))
    } catch (error) {
      if (error instanceof NotExpressible) return undefined
      throw error
    }
  }
}

function versionOf(name: string): string {
  const found = /"version":\s*"([^"]+)"/u.exec(
    readFileSync(join(import.meta.dirname, '../node_modules', name, 'package.json'), 'utf8'),
  )
  return found?.[1] ?? ''
}

process.stdout.write(
  `| engine, of ${cases.length} cases | can say | ${kinds.join(' | ')} | unsafe, for example |\n|---|---|---|---|---|---|---|\n`,
)
row('packages/rules', ours)
for (const peer of [feelin, cel, jsonLogicPeer, zen, publicodes]) row(`${peer.name} ${versionOf(peer.name)}`, asked(peer))
const wrong = cases.filter((one) => decide(rulesetOfCase(one), viewOf(one)).answer !== one.expect.answer)
print('conformance: our own answers that are not those expected', String(wrong.length), '0')
process.exitCode = wrong.length === 0 ? 0 : 1
