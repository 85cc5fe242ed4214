export { DuplicateCards } from './duplicate-cards.tsx'
export { useFactRows } from './fact-rows.tsx'
