/** Pages of the room, read by the page build only. Paths stand under `/:locale/`. */
export const routes = [
  { path: 'interview', file: 'interview.tsx' },
  { path: 'interview/saved', file: 'saved-interview.tsx' },
  { path: 'rights', file: 'rights.tsx' },
  { path: 'rights.json', file: 'rights-data.ts' },
  { path: 'rights/:procedure', file: 'right.tsx' },
  { path: 'rights/:procedure.json', file: 'right-data.ts' },
  { path: 'desk/rights/:procedure', file: 'try-change.tsx' },
  { path: 'desk/rights/:procedure/file', file: 'changed-file.ts' },
  { path: 'my/interview', file: 'interview.tsx', id: 'my-interview' },
  { path: 'desk/applications', file: 'applications.tsx' },
  { path: 'desk/changed-law', file: 'changed-law.tsx' },
  { path: 'desk/applications/:applicationId', file: 'application.tsx' },
  { path: 'my/applications/:applicationId', file: 'application.tsx', id: 'my-application' },
  { path: 'notices/:applicationId', file: 'notice.ts' },
  { path: 'evidence/:evidenceId', file: 'evidence.ts' },
] as const
