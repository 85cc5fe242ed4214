import type { Copy } from '@convive/commands'
import { handoversOf } from './handovers.ts'

/** When a person's data went out in a file of UNHCR's resettlement form, and in which version. */
export const copyHandovers: Copy = async ({ tx }, personId) =>
  (await handoversOf(tx, personId)).map(({ version, made }) => ({ form: `UNHCR RRF ${version}`, made }))
