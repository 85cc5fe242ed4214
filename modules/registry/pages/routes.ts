/** Pages of the room, read by the page build only. Paths stand under `/:locale/`. */
export const routes = [
  { path: 'desk/register', file: 'register.tsx' },
  { path: 'desk/find', file: 'find.tsx' },
  { path: 'desk/households/:householdId/slips', file: 'slips.tsx' },
  { path: 'desk/persons/:personId/correct', file: 'correct.tsx' },
  { path: 'desk/persons/:personId/private', file: 'private.tsx' },
  { path: 'desk/persons/:personId/erase', file: 'erase.tsx' },
  { path: 'desk/households/:householdId/add', file: 'add.tsx' },
  { path: 'desk/duplicates', file: 'reviews.tsx' },
  { path: 'desk/duplicates/:personId/:otherId', file: 'review.tsx' },
  { path: 'desk/corrections', file: 'corrections.tsx' },
  { path: 'desk/emergency', file: 'emergency.tsx' },
  { path: 'desk/emergency/:personId', file: 'emergency-record.tsx' },
  { path: 'my/correct', file: 'ask-correction.tsx' },
  { path: 'my/sign-in', file: 'enter.tsx' },
  { path: 'my/copy', file: 'copy.ts' },
] as const
