import { module } from '@convive/commands'
import { registry } from '@convive/registry'
import { safeTable } from './queries/safe-table.ts'
import { refusals } from './refusals.ts'

/** Safe tables: counting without exposing anyone. */
export const statistics = module({ name: 'statistics', after: [registry], commands: [], queries: [safeTable], refusals })

export { releaseCounts } from './store/release.ts'
