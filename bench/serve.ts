import type { Actor } from '@convive/access'
import { addDemoMember, foundOrganisation } from '@convive/accounts'
import { readConfig, startServer } from '@convive/server'
import { generateSync } from 'otplib'
import { parseSecret, parseSession } from './parse-served.ts'

/**
 * A server for measurements in a process of its own: prints one line of JSON with its address, a token for each of four organisations and
 * the first officer's cookie, then serves. In a folder that holds an installation already, the four are added to it. `CONVIVE_BENCH_FLUSH`
 * makes each flush of PostgreSQL's log wait so many milliseconds, as a slow disk does.
 */
const config = readConfig(['--empty', '--port', process.argv[2] ?? '0'], process.env)
const flush = Number(process.env['CONVIVE_BENCH_FLUSH'] ?? 0)
const running = await startServer(config, {
  mostPerMinute: 10_000_000,
  ...(flush > 0 ? { settings: { commit_delay: String(flush * 1000), commit_siblings: '0' } } : {}),
})
const { database, vault, dispatcher } = running.installation
const run = Date.now().toString(36)
const now = new Date()
const secrets = { password: 'not used for anything', totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }

async function ask(name: string, input: unknown, actor: Actor): Promise<unknown> {
  const answer = await dispatcher.dispatch(name, input, { actor })
  if (!answer.ok) throw new Error(`${name}: ${answer.refusals[0].code}`)
  return answer.value
}

async function open(office: string): Promise<string> {
  const { organisationId } = await foundOrganisation(database, vault, {
    founding: {
      name: `Bench ${office}`,
      country: 'XYS',
      timeZone: 'UTC',
      officePrefix: `Y${office.toUpperCase()}`,
      isDemo: true,
      administrator: { name: office, signInName: `bench-${office}-${run}` },
    },
    now,
  })
  const memberId = await addDemoMember(database, vault, {
    organisationId,
    member: { name: office, signInName: `registrar-${office}-${run}`, roles: ['registrar', 'administrator'], ...secrets },
    now,
  })
  const token = {
    label: 'bench',
    scope: ['register-household', 'check-duplicates', 'find-persons', 'list-households', 'correct-fact'].map(
      (name) => `registry/${name}`,
    ),
    days: 1,
  }
  const actor = { kind: 'member', memberId, organisationId, name: office, roles: ['administrator'] } as const
  return parseSecret(await ask('accounts/issue-token', token, actor))
}

const tokens: string[] = []
for (const office of ['a', 'b', 'c', 'd']) tokens.push(await open(office))
const code = generateSync({ secret: secrets.totpSecret })
const signIn = { signInName: `registrar-a-${run}`, password: secrets.password, code }
const cookie = `session=${parseSession(await ask('accounts/sign-in', signIn, { kind: 'public' }))}`
process.stdout.write(`${JSON.stringify({ address: running.address, tokens, cookie })}\n`)
process.on('SIGTERM', () => void running.close().then(() => process.exit(0)))
