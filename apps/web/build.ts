import { buildPages } from './index.ts'

await buildPages()
