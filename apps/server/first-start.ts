import { addDemoMember, demoMembersToMake, demoSecrets, foundOrganisation } from '@convive/accounts'
import type { Config } from './config.ts'
import { seedDemo } from './demo/seed.ts'
import type { Installation } from './installation.ts'

/** The first start on an empty database: an organisation, its administrator's one-time code, and the demonstration. */
export async function foundFirst(installation: Installation, config: Config, say: (line: string) => void): Promise<void> {
  const { database, vault, clock } = installation
  const isDemo = config.demoHouseholds > 0
  const founded = await foundOrganisation(database, vault, {
    founding: {
      name: isDemo ? 'Ventanilla de Ysapy' : 'Convive',
      country: config.country,
      timeZone: config.timeZone,
      officePrefix: 'YS',
      isDemo,
      administrator: { name: 'Administración', signInName: 'administrator' },
    },
    now: clock(),
  })
  say('')
  say('  The first administrator joins with this one-time code (it works once, for three days):')
  say(`    ${config.origin}/es/join     code: ${founded.code.replaceAll(/(.{4})(?=.)/g, '$1-')}`)
  say('    sign-in name: administrator')
  say('')
  if (!isDemo) return
  for (const member of demoMembersToMake) {
    await addDemoMember(database, vault, {
      organisationId: founded.organisationId,
      member: { ...member, ...demoSecrets },
      now: clock(),
    })
  }
  await seedDemo(installation, {
    households: config.demoHouseholds,
    organisationId: founded.organisationId,
    memberId: founded.memberId,
    seed: 1,
    say,
  })
}
