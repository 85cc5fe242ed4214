import { accounts } from '@convive/accounts'
import type { Module } from '@convive/commands'
import { registry } from '@convive/registry'

/** Every room with commands, in the order in which they may call each other. */
export const modules: readonly Module[] = [accounts, registry]
