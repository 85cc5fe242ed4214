import { accounts } from '@convive/accounts'
import type { Module } from '@convive/commands'
import { exchange } from '@convive/exchange'
import { papers } from '@convive/papers'
import { procedures } from '@convive/procedures'
import { registry } from '@convive/registry'
import { statistics } from '@convive/statistics'

/** Every room with commands, in the order in which they may call each other. */
export const modules: readonly Module[] = [accounts, registry, exchange, papers, procedures, statistics]
