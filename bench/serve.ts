import { addDemoMember, foundOrganisation } from '@convive/accounts'
import { readConfig, startServer } from '@convive/server'

/** A server for measurements in a process of its own: prints one line of JSON with its address and a token for each organisation, then serves. */
const config = readConfig(['--empty', '--port', process.argv[2] ?? '0'], process.env)
const running = await startServer(config, { mostPerMinute: 10_000_000 })
const { installation } = running
const now = new Date()
/** Four organisations, each with a member who registers and a token. */
const answers: unknown[] = []
for (const office of ['A', 'B', 'C', 'D']) {
  const founded = await foundOrganisation(installation.database, installation.vault, {
    founding: {
      name: `Bench ${office}`,
      country: 'XYS',
      timeZone: 'UTC',
      officePrefix: `Y${office}`,
      isDemo: true,
      administrator: { name: office, signInName: `bench-${office}` },
    },
    now,
  })
  const memberId = await addDemoMember(installation.database, installation.vault, {
    organisationId: founded.organisationId,
    member: {
      name: office,
      signInName: `bench-registrar-${office}`,
      roles: ['registrar', 'administrator'],
      password: 'not used for anything',
      totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    },
    now,
  })
  const actor = {
    kind: 'member',
    memberId,
    organisationId: founded.organisationId,
    name: office,
    roles: ['administrator'],
  } as const
  answers.push(
    await installation.dispatcher.dispatch(
      'accounts/issue-token',
      { label: 'bench', scope: ['registry/register-household', 'registry/check-duplicates', 'registry/find-persons'], days: 1 },
      { actor },
    ),
  )
}
process.stdout.write(`${JSON.stringify({ address: running.address, answers })}\n`)
process.on('SIGTERM', () => void running.close().then(() => process.exit(0)))
