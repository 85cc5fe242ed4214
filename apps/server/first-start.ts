import type { Actor } from '@convive/access'
import { findMemberNamed, findUnfinishedDemo, foundOrganisation, noteDemoComplete } from '@convive/accounts'
import { parseId } from '@convive/kernel'
import type { Config } from './config.ts'
import { demoOffices } from './demo/offices.ts'
import { seedDemo } from './demo/seed.ts'
import type { Installation } from './installation.ts'
import { releaseDemo } from './release-counts.ts'

const administrator = { name: 'Administración', signInName: demoOffices[0].administrator[0] } as const

/** The first start on an empty database: an organisation, its administrator's one-time code, and which demonstration is to come. */
export async function foundFirst(installation: Installation, config: Config, say: (line: string) => void): Promise<void> {
  const { database, vault, clock } = installation
  const isDemo = config.demoHouseholds > 0
  const founded = await foundOrganisation(database, vault, {
    founding: {
      name: isDemo ? demoOffices[0].name : 'Convive',
      country: config.country,
      timeZone: config.timeZone,
      officePrefix: 'YS',
      isDemo,
      ...(isDemo ? { demoToMake: config.demoHouseholds } : {}),
      administrator,
    },
    now: clock(),
  })
  say('')
  say('  The first administrator joins with this one-time code (it works once, for three days):')
  say(`    ${config.origin}/es/join     code: ${founded.code.replaceAll(/(.{4})(?=.)/g, '$1-')}`)
  say(`    sign-in name: ${administrator.signInName}`)
  say('')
}

/** Makes the demonstration that was founded, or what a start that was killed has left of it to make: before anybody is served. */
export async function completeDemo(installation: Installation, config: Config, say: (line: string) => void): Promise<void> {
  const { database } = installation
  const demo = await findUnfinishedDemo(database)
  if (demo === undefined) return
  say('  The demonstration is being made. If this start is cut off, the next one makes what is missing.')
  const founder = await database.transaction({ purpose: 'operation' }, (tx) => findMemberNamed(tx, administrator.signInName))
  const memberId = parseId<'member'>(founder?.memberId ?? '')
  if (memberId === undefined) throw new Error('The demonstration has lost its first administrator.')
  const { organisationId, households } = demo
  const actor: Actor = { kind: 'member', memberId, organisationId, name: 'demo', roles: ['administrator'] }
  await seedDemo(installation, { households, country: config.country, seed: 1, say })
  await releaseDemo(installation, installation.timeZone)
  await noteDemoComplete(database, actor)
}
