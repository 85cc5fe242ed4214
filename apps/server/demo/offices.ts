import {
  addDemoMember,
  demoMembersToMake,
  demoOrganisations,
  demoSecrets,
  findMemberNamed,
  foundOrganisation,
  type DemoMember,
} from '@convive/accounts'
import type { Actor, Role } from '@convive/access'
import { parseId, type OrganisationId } from '@convive/kernel'
import type { Dispatching } from './dispatching.ts'

/** Two one-stop shops of fictional Ysapy, each with the towns it registers people of, the largest first. */
export const demoOffices = [
  {
    name: 'Ventanilla de Ysapy Norte',
    prefix: 'YS',
    administrator: ['administrator', 'administrator-norte'],
    places: [
      'Puerto Ysapy',
      'Alto Guayabal',
      'Laguna Clara',
      'Paso del Jaguar',
      'Colonia Esperanza',
      'Isla Verde',
      'Ceibal Nuevo',
      'Cruce Norte',
    ],
    members: demoMembersToMake[0],
  },
  {
    name: 'Ventanilla de Ysapy Sur',
    prefix: 'YSU',
    administrator: ['administrator-sur'],
    places: [
      'Villa Serena',
      'Tres Ceibos',
      'San Telmo del Río',
      'Bahía Mansa',
      'Cerro Pintado',
      'Los Tajibos',
      'Campo Lindo',
      'Estero Hondo',
    ],
    members: demoMembersToMake[1],
  },
] as const

type Office = (typeof demoOffices)[number]
export type DemoOffice = {
  readonly organisationId: OrganisationId
  /** A sample account in one of its roles. */
  as(role: Role): Actor
}

/** Founds what is missing of both organisations and their sample accounts; what an earlier run made stays. */
export async function openOffices(
  around: Dispatching,
  { country, timeZone }: { readonly country: string; readonly timeZone: string },
): Promise<readonly [DemoOffice, DemoOffice]> {
  const [north, south] = demoOffices
  const opened = async (office: Office): Promise<DemoOffice> => {
    const organisationId =
      (await demoOrganisations(around.database)).get(office.name) ?? (await found(around, office, { country, timeZone }))
    const actors = await Promise.all(office.members.map((member) => actorOf(around, organisationId, member)))
    return {
      organisationId,
      as(role) {
        const actor = actors.find((one) => one.roles.includes(role))
        if (actor === undefined) throw new Error(`no sample account is a ${role}`)
        return actor
      },
    }
  }
  return [await opened(north), await opened(south)]
}

async function found(
  around: Dispatching,
  office: Office,
  where: { readonly country: string; readonly timeZone: string },
): Promise<OrganisationId> {
  const taken = await Promise.all(office.administrator.map((name) => named(around, name)))
  const signInName = office.administrator.find((_, at) => taken[at] === undefined)
  if (signInName === undefined) throw new Error(`Somebody signs in as ${office.administrator.join(' and as ')} already.`)
  const founding = { ...where, name: office.name, officePrefix: office.prefix, isDemo: true }
  const { organisationId } = await foundOrganisation(around.database, around.vault, {
    founding: { ...founding, administrator: { name: 'Administración', signInName } },
    now: around.clock(),
  })
  return organisationId
}

async function actorOf(
  around: Dispatching,
  organisationId: OrganisationId,
  member: DemoMember,
): Promise<Extract<Actor, { kind: 'member' }>> {
  const known = parseId<'member'>((await named(around, member.signInName))?.memberId ?? '')
  const memberId =
    known ??
    (await addDemoMember(around.database, around.vault, {
      organisationId,
      member: { ...member, ...demoSecrets },
      now: around.clock(),
    }))
  return { kind: 'member', memberId, organisationId, name: member.name, roles: member.roles }
}

function named({ database }: Dispatching, signInName: string): ReturnType<typeof findMemberNamed> {
  return database.transaction({ purpose: 'operation' }, (tx) => findMemberNamed(tx, signInName))
}
