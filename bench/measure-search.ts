import { addDemoMember, foundOrganisation } from '@convive/accounts'
import type { Actor } from '@convive/access'
import { chanceFrom, makePopulation, openInstallation, readConfig, toInput } from '@convive/server'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onePerson } from '../packages/matching/testing/heard-pairs.ts'
import { print } from './figures.ts'
import { spellings } from './spellings.ts'

/**
 * Whether somebody is among the first 25 found when their name is typed as another officer would write it, in a registry of so many
 * households (2,000 unless a number is given) of whom many share each word. Those looked for are registered among the others, not last.
 */
const households = Number(process.argv[2] ?? 2000)
const companions = ['Ejemplina', 'Maria', 'Jose', 'Ana', 'Luis', 'Carmen']
/** People of whom many share each word, and what somebody types who does not know the whole. */
const classic = [
  {
    given: 'José Gregorio',
    family: ['González', 'Urdaneta'],
    asked: [
      'Jose Gonzalez Urdaneta',
      'Jose Gregorio Gonsales Urdaneta',
      'Gonz Urdaneta Greg',
      'Urdaneta Gonzalez',
      'Gregorio Urdaneta',
    ],
  },
  {
    given: 'Yuleisy',
    family: ['Chacoteguá', 'Moreno'],
    asked: ['Yule Chacotegua', 'Moreno Chacotegua', 'Yuleisi Moreno Chacotegua', 'Chacotegua', 'yuleici chacotegua'],
  },
  { given: 'Marie Ange', family: ['Desrosiers'], asked: ['Marie Derozye', 'Ange Desrosiers', 'Desr Marie', 'mari anj derozye'] },
  {
    given: 'João Vitor',
    family: ['Conceição', 'Magalhães'],
    asked: ['Joao Conceicao', 'Magalhaes Joao', 'Vitor Magallaes', 'João Vitor Conceição Magalhães'],
  },
] as const
const home = mkdtempSync(join(tmpdir(), 'convive-bench-'))
chmodSync(home, 0o755)
const installation = await openInstallation(readConfig(['--empty'], { ...process.env, CONVIVE_HOME: home }))
try {
  const actor = await officer()
  // A word that is not among the spellings, so that only the spelling decides.
  const every = [...spellings, ...Object.values(onePerson).flat()]
  const wanted = every.map(([stored, typed], at) => ({ stored, typed, companion: companions[at % companions.length] ?? '' }))
  const others = [...makePopulation(households, { chance: chanceFrom(11), year: 2026, places: ['Puerto Ysapy'] })].map(toInput)
  const all = [
    ...others.slice(0, households / 2),
    ...wanted.map(({ stored, companion }) => alone(companion, stored)),
    ...classic.map(({ given, family }) => alone(given, ...family)),
    ...others.slice(households / 2),
  ]
  for (let at = 0; at < all.length; at += 50) {
    const inputs = all.slice(at, at + 50).map((input, n) => ({ input, key: `search-${at + n}` }))
    for (const answer of await installation.dispatcher.dispatchMany('registry/register-household', inputs, { actor }))
      if (!answer.ok) throw new Error(answer.refusals[0].code)
  }
  const missed: string[] = []
  const share = async (some: readonly { readonly typed: string; readonly name: string }[]): Promise<string> => {
    let found = 0
    for (const { typed, name } of some) {
      const answer = await installation.dispatcher.query('registry/find-persons', { text: typed }, { actor })
      if (answer.ok && namesIn(answer.value).includes(name)) found += 1
      else missed.push(`${typed} → ${name}`)
    }
    return `${found} of ${some.length}, ${((found / some.length) * 100).toFixed(1)} %`
  }
  const pairs = wanted.map(({ stored, typed, companion }) => ({ typed: `${companion} ${typed}`, name: `${companion} ${stored}` }))
  print('the twelve named pairs, typed as the other officer would', await share(pairs.slice(0, 12)), '≥ 95 %')
  print('two hundred pairs that the rules were made with', await share(pairs.slice(12, spellings.length)), '≥ 95 %')
  print('two hundred that were written down before the rules were changed', await share(pairs.slice(spellings.length)), '≥ 95 %')
  const typed = classic.flatMap(({ given, family, asked }) =>
    asked.map((text) => ({ typed: text, name: [given, ...family].join(' ') })),
  )
  print('no accents, beginnings, swapped or missing surnames', await share(typed), '≥ 95 %')
  if (missed.length > 0) process.stdout.write(`not found: ${missed.join('; ')}\n`)
} finally {
  await installation.close()
  rmSync(home, { recursive: true, force: true })
}

function alone(given: string, ...family: readonly string[]): ReturnType<typeof toInput> {
  const [example] = [...makePopulation(1, { chance: chanceFrom(3), year: 2026, places: ['Puerto Ysapy'] })].map(toInput)
  const [member] = example?.members ?? []
  if (example === undefined || member === undefined) throw new Error('no example')
  const { documents: _documents, phone: _phone, ...rest } = member
  return { ...example, members: [{ ...rest, given, family: [...family], relation: 'focal_point' }] }
}

function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || !('persons' in value) || !Array.isArray(value.persons)) return []
  return value.persons.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'name' in one ? [String(one.name)] : [],
  )
}

async function officer(): Promise<Actor> {
  const founding = {
    name: 'Bench',
    country: 'XYS',
    timeZone: 'UTC',
    officePrefix: 'YB',
    isDemo: true,
    administrator: { name: 'A', signInName: 'bench' },
  }
  const { database, vault } = installation
  const { organisationId } = await foundOrganisation(database, vault, { founding, now: new Date() })
  const member = {
    name: 'R',
    signInName: 'bench-registrar',
    roles: ['registrar'],
    password: 'not used',
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  } as const
  const memberId = await addDemoMember(database, vault, { organisationId, member, now: new Date() })
  return { kind: 'member', memberId, organisationId, name: 'R', roles: ['registrar'] }
}
