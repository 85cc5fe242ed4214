import { addDemoMember, foundOrganisation } from '@convive/accounts'
import { readConfig, startServer } from '@convive/server'

/** A server for measurements in a process of its own: prints one line of JSON with its address and a token, then serves. */
const config = readConfig(['--empty', '--port', process.argv[2] ?? '0'], process.env)
const running = await startServer(config, { mostPerMinute: 10_000_000 })
const { installation } = running
const now = new Date()
const founded = await foundOrganisation(installation.database, installation.vault, {
  founding: {
    name: 'Bench',
    country: 'XYS',
    timeZone: 'UTC',
    officePrefix: 'YS',
    isDemo: true,
    administrator: { name: 'B', signInName: 'bench' },
  },
  now,
})
const memberId = await addDemoMember(installation.database, installation.vault, {
  organisationId: founded.organisationId,
  member: {
    name: 'B',
    signInName: 'bench-registrar',
    roles: ['registrar', 'administrator'],
    password: 'not used for anything',
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  },
  now,
})
const actor = { kind: 'member', memberId, organisationId: founded.organisationId, name: 'B', roles: ['administrator'] } as const
const issued = await installation.dispatcher.dispatch(
  'accounts/issue-token',
  { label: 'bench', scope: ['registry/register-household', 'registry/check-duplicates', 'registry/find-persons'], days: 1 },
  { actor },
)
process.stdout.write(`${JSON.stringify({ address: running.address, answer: issued })}\n`)
process.on('SIGTERM', () => void running.close().then(() => process.exit(0)))
