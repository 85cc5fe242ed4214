import { existsSync, readFileSync, statSync } from 'node:fs'

/** What a JSON file holds; `-` is what is piped in. Throws with a sentence that says what to do. */
export function readJsonFile(file: string): unknown {
  const source = file === '-' ? 'What was piped in' : file
  if (file !== '-' && (!existsSync(file) || !statSync(file).isFile()))
    throw new Error(`There is no file ${file}. Look at the path; it is read from ${process.cwd()}`)
  const text = readFileSync(file === '-' ? 0 : file, 'utf8')
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch (error) {
    throw new Error(`${source} is not JSON: ${reasonOf(error)}. Correct it and send it again.`, { cause: error })
  }
}

/** Where it stops making sense; never what stands there, which may be about a person. */
function reasonOf(error: unknown): string {
  const place = error instanceof Error ? /line \d+ column \d+/.exec(error.message)?.[0] : undefined
  return place === undefined ? 'it ends too early, is empty or holds something else' : `something is wrong at ${place}`
}
