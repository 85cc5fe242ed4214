/**
 * Why another engine than the first does not take an expression: `rules/not-exact` where whole numbers do not suffice,
 * `rules/not-in-backend` where it has no form for an operation. The first engine takes both.
 */
export type BackendFault = { readonly code: 'rules/not-exact' | 'rules/not-in-backend'; readonly message: string }

/** What was made of an expression, or all that stands against it. */
export type Planned<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: readonly BackendFault[] }
