/** Pages of the room, read by the page build only. Paths stand under `/:locale/`. */
export const routes = [
  { path: 'desk/counts', file: 'counts.tsx' },
  { path: 'desk/counts.csv', file: 'csv.ts' },
  { path: 'desk/what-if', file: 'what-if.tsx' },
  { path: 'desk/what-if/:simulationId', file: 'simulation.tsx' },
  { path: 'desk/what-if/:simulationId/csv', file: 'simulation-csv.ts' },
] as const
