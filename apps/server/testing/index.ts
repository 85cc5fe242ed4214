export { codeAt, samples } from './samples.ts'
export { herself } from './story.ts'
export { aWorld, memberSecrets } from './world.ts'
export type { Answered, Call, World } from './world.ts'
