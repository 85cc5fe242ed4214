import { createReadStream, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type { HandedOut } from '../matching/hand-out.ts'

/**
 * One file as two offices would hold it: of each person the first record goes to one office, drawn by its id, the next to the other, and so on.
 * Lines are taken as the judge's own writers make them: quotes only around whole cells that need them, no line breaks in cells.
 */
export async function splitOffices({ name, inputs, truth }: HandedOut, folder: string): Promise<HandedOut> {
  const [input, ...others] = inputs
  if (input === undefined || others.length > 0) return { name, inputs, truth }
  const known = new Map((await linesOf(truth)).map((line) => [line.slice(0, line.indexOf(',')), line]))
  const [head = '', ...lines] = await linesOf(input)
  const seen = new Map<string, number>()
  const parts: [string[], string[]] = [[head], [head]]
  const told = [known.get('record')?.replace('record,entity', 'record,entity,file') ?? '']
  for (const line of lines) {
    const id = line.slice(0, line.indexOf(','))
    const [record = '', entity = '', ...rest] = known.get(id)?.split(',') ?? []
    const before = seen.get(entity) ?? Number.parseInt(id.slice(0, 6), 16)
    seen.set(entity, before + 1)
    parts[before % 2 === 0 ? 0 : 1].push(line)
    told.push([record, entity, before % 2 === 0 ? 'a' : 'b', ...rest].join(','))
  }
  const split = {
    inputs: ['a', 'b'].map((one) => join(folder, `${name}-${one}.csv`)),
    truth: join(folder, `${name}-split.truth.csv`),
  }
  for (const [at, part] of parts.entries()) writeFileSync(split.inputs[at] ?? '', `${part.join('\n')}\n`)
  writeFileSync(split.truth, `${told.join('\n')}\n`)
  return { name, ...split }
}

async function linesOf(path: string): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) if (line !== '') lines.push(line)
  return lines
}
