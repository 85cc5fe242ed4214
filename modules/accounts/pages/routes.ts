/** Pages of the room, read by the page build only. Paths stand under `/:locale/`. */
export const routes = [
  { path: 'sign-in', file: 'sign-in.tsx' },
  { path: 'sign-out', file: 'sign-out.tsx' },
  { path: 'join', file: 'join.tsx' },
  { path: 'desk/account', file: 'account.tsx' },
  { path: 'desk/tokens', file: 'tokens.tsx' },
  { path: 'desk/organisation', file: 'organisation.tsx' },
] as const
