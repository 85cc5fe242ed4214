/** Pages of the room, read by the page build only. Paths stand under `/:locale/`. */
export const routes = [
  { path: 'check', file: 'check.tsx' },
  { path: 'check/keys.json', file: 'keys.ts' },
  { path: 'check/status.json', file: 'status.ts' },
  { path: 'papers/:paperId', file: 'paper.ts' },
  { path: 'papers/:paperId/show', file: 'show.tsx' },
] as const
