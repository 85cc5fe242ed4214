import type { Role } from '@convive/access'

/** Known to everybody: they exist only beside made-up people, in an organisation marked as a demonstration. */
export const demoSecrets = { password: 'cuatro palabras de muestra', totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' } as const

/** Who works at the one-stop shop of fictional Ysapy. */
export const demoMembersToMake: readonly {
  readonly name: string
  readonly signInName: string
  readonly roles: readonly Role[]
}[] = [
  { name: 'Oficial Muestra', signInName: 'registro@ysapy.example', roles: ['registrar', 'case_officer'] },
  { name: 'Protección Muestra', signInName: 'proteccion@ysapy.example', roles: ['registrar', 'protection_officer'] },
  { name: 'Decide Muestra', signInName: 'decision@ysapy.example', roles: ['adjudicator'] },
  { name: 'Planifica Muestra', signInName: 'cifras@ysapy.example', roles: ['planner'] },
  { name: 'Administra Muestra', signInName: 'admin@ysapy.example', roles: ['administrator'] },
]

export const demoNames = demoMembersToMake.map((member) => member.signInName)
