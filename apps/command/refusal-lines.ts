type Refused = { readonly code: string; readonly at?: unknown; readonly text?: unknown }

/** One line a refusal: its name, the field it is about, and the server's words. */
export function refusalLines(body: unknown): readonly string[] {
  const refusals = refusalsIn(body)
  if (refusals.length === 0) return ['The server gave no reason.']
  return refusals.map(({ code, at, text }) => {
    const field = typeof at === 'string' && at !== '' ? ` (${at})` : ''
    return `${code}${field}: ${typeof text === 'string' ? text : ''}`
  })
}

function refusalsIn(body: unknown): readonly Refused[] {
  if (body === null || typeof body !== 'object' || !('refusals' in body) || !Array.isArray(body.refusals)) return []
  return body.refusals.filter(isRefused)
}

function isRefused(one: unknown): one is Refused {
  return one !== null && typeof one === 'object' && 'code' in one && typeof one.code === 'string'
}
