import { run } from '../run.ts'

/** What a command told, as one text of lines, and its exit code. No server runs and no database is named. */
export async function convive(
  ...typed: readonly string[]
): Promise<{ readonly said: string; readonly warned: string; readonly code: number }> {
  const [said, warned]: [string[], string[]] = [[], []]
  const code = await run(typed, { environment: {}, say: (line) => void said.push(line), warn: (line) => void warned.push(line) })
  return { said: said.join('\n'), warned: warned.join('\n'), code }
}
