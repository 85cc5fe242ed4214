import { nearestName } from '@convive/kernel'
import { parseDescription, type Operation } from './parse-description.ts'
import type { Terminal } from './run.ts'

const usual = 'http://localhost:3000'

/** The address of the server, from `CONVIVE_URL`. */
export function serverAddress({ environment }: Terminal): string {
  const given = environment['CONVIVE_URL'] ?? usual
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new Error(`CONVIVE_URL is not an address: ${JSON.stringify(given)}. Write it like ${usual}`)
  return given.replace(/\/+$/, '')
}

export async function reach(address: string, request?: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch {
    throw new Error(
      `No server answers at ${new URL(address).origin}. Start it with: npm start. If it runs elsewhere, set CONVIVE_URL to its address.`,
    )
  }
}

/** What an answer holds; an answer that is not JSON comes from another program. */
export async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    const body: unknown = JSON.parse(text)
    return body
  } catch {
    throw new Error(`What answers at ${new URL(response.url).origin} is not Convive. Set CONVIVE_URL to the server’s address.`)
  }
}

/** Every command and query of the running server. */
export async function operationsAt(base: string): Promise<readonly Operation[]> {
  const operations = parseDescription(await bodyOf(await reach(`${base}/api/openapi.json`)))
  if (operations === undefined)
    throw new Error(`What answers at ${new URL(base).origin} is not Convive. Set CONVIVE_URL to the server’s address.`)
  return operations
}

/** Throws with the name that was probably meant. */
export function operationNamed(name: string, operations: readonly Operation[]): Operation {
  const found = operations.find((one) => one.name === name)
  if (found !== undefined) return found
  const near = nearestName(
    name,
    operations.map((one) => one.name),
  )
  throw new Error(`${name} does not exist.${near === undefined ? '' : ` Did you mean ${near}?`} See: convive help`)
}
