/** Pages of the room, read by the page build only. Paths stand under `/:locale/`. */
export const routes = [
  { path: 'desk/imports', file: 'imports.tsx' },
  { path: 'desk/imports/template', file: 'template.ts' },
  { path: 'desk/imports/:importId', file: 'import.tsx' },
  { path: 'desk/imports/:importId/report', file: 'report.ts' },
  { path: 'desk/households/:householdId/form', file: 'form.tsx' },
  { path: 'desk/exports/:exportId', file: 'exported.tsx' },
  { path: 'desk/exports/:exportId/file', file: 'exported-file.ts' },
] as const
