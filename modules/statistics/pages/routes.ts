/** Pages of the room, read by the page build only. Paths stand under `/:locale/`. */
export const routes = [
  { path: 'desk/counts', file: 'counts.tsx' },
  { path: 'desk/counts.csv', file: 'csv.ts' },
] as const
