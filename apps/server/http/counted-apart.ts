import type { FastifyRequest } from 'fastify'

/** Requests that are counted by themselves: how many a minute from one address, and which they are. */
const apart = [
  {
    /** Whoever tries out papers, or codes under which answers are kept; a busy counter reaches a tenth of it. */
    name: 'check ',
    most: 60,
    path: /^\/(?:api\/(?:papers\/check-paper|procedures\/(?:saved-interview|save-interview|forget-saved-interview))|[a-z]{2}\/(?:check|interview\/saved)(?:\.data)?)\/?$/,
  },
  {
    /** Trials of a changed law: an editor needs a handful, and each may keep a processor busy for seconds. */
    name: 'trial ',
    most: 20,
    path: /^\/(?:api\/procedures\/try-change|[a-z]{2}\/desk\/rights\/[^/]+)\/?$/,
  },
] as const

/** The beginning of the key under which a request is counted; empty for all the others. */
export function countedApart(request: FastifyRequest): string {
  if (request.method !== 'POST') return ''
  const path = pathOf(request.url)
  return apart.find((one) => one.path.test(path))?.name ?? ''
}

export function mostApart(key: string): number | undefined {
  return apart.find((one) => key.startsWith(one.name))?.most
}

/** The path as pages are found by it: a capital, or a letter written as its number, leads to the same page. */
function pathOf(url: string): string {
  const path = url.split('?')[0] ?? ''
  try {
    return decodeURIComponent(path).toLowerCase()
  } catch {
    return path.toLowerCase()
  }
}
