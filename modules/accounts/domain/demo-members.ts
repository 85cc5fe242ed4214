import type { Role } from '@convive/access'

/** Known to everybody: they exist only beside made-up people, in an organisation marked as a demonstration. */
export const demoSecrets = { password: 'cuatro palabras de muestra', totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' } as const

export type DemoMember = { readonly name: string; readonly signInName: string; readonly roles: readonly Role[] }

/** Who works at a one-stop shop of fictional Ysapy; `where` tells their sign-in names apart. */
function membersOf(where: string): readonly DemoMember[] {
  return [
    { name: 'Oficial Muestra', signInName: `registro@${where}`, roles: ['registrar', 'case_officer'] },
    { name: 'Protección Muestra', signInName: `proteccion@${where}`, roles: ['registrar', 'protection_officer'] },
    { name: 'Decide Muestra', signInName: `decision@${where}`, roles: ['adjudicator'] },
    { name: 'Planifica Muestra', signInName: `cifras@${where}`, roles: ['planner'] },
    { name: 'Redacta Muestra', signInName: `leyes@${where}`, roles: ['editor'] },
    { name: 'Administra Muestra', signInName: `admin@${where}`, roles: ['administrator'] },
  ]
}

/** In the north and in the south. */
export const demoMembersToMake = [membersOf('ysapy.example'), membersOf('sur.ysapy.example')] as const

export const demoNames = demoMembersToMake.flat().map((member) => member.signInName)
