import { buildPages } from '../index.ts'

/** The pages are built once, before files that start servers run side by side. */
export default async function setup(): Promise<void> {
  await buildPages()
}
