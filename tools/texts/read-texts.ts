import { parseDocument, isMap, isScalar } from 'yaml'
import type { Files } from '../architecture/tree.ts'

/** One text in the languages it exists in, and where it stands. */
export type Text = { readonly path: string; readonly line: number; readonly words: Readonly<Record<string, string>> }

/** Every text of the project by its key. The checks read the files themselves, so that a broken loader cannot hide a gap. */
export function textsOf(files: Files): ReadonlyMap<string, Text> {
  return new Map(allTexts(files).map(({ key, text }) => [key, text]))
}

export function allTexts(files: Files): readonly { readonly key: string; readonly text: Text }[] {
  return [...files]
    .filter(([path]) => /(^|\/)messages\/[^/]+\.ya?ml$/.test(path))
    .flatMap(([path, content]) => textsIn(path, content))
}

function textsIn(path: string, content: string): readonly { readonly key: string; readonly text: Text }[] {
  const { contents } = parseDocument(content)
  if (!isMap(contents)) return []
  return contents.items.flatMap(({ key, value }) => {
    if (!isScalar(key)) return []
    const line = content.slice(0, key.range?.[0] ?? 0).split('\n').length
    const words = isMap(value)
      ? Object.fromEntries(
          value.items.flatMap((one) =>
            isScalar(one.key) && isScalar(one.value) ? [[String(one.key.value), String(one.value.value)]] : [],
          ),
        )
      : {}
    return [{ key: String(key.value), text: { path, line, words } }]
  })
}
