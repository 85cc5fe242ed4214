import { frenchSpaces, isLocale, locales, type Locale } from '@convive/kernel'
import { parse } from '@formatjs/icu-messageformat-parser'
import { LineCounter, parseDocument, isMap, isScalar, type Pair } from 'yaml'

/** Every text by key, in five languages. */
export type Messages = ReadonlyMap<string, Readonly<Record<Locale, string>>>

/** What is wrong with a text, and where. */
export type TextFault = {
  readonly file: string
  readonly line: number
  readonly key: string
  readonly code:
    | 'missing-language'
    | 'unknown-language'
    | 'duplicate-key'
    | 'same-as-english'
    | 'syntax'
    | 'placeholders-differ'
    | 'unreadable'
  readonly language?: string
}

type Found = { readonly messages: Map<string, Readonly<Record<Locale, string>>>; readonly faults: TextFault[] }

/** Reads files of texts: `key: { es, pt, en, fr, ht }`. `same` lists texts that may equal the English one. */
export function parseMessages(
  files: readonly { readonly file: string; readonly text: string }[],
  same: ReadonlySet<string>,
): Found {
  const found: Found = { messages: new Map(), faults: [] }
  for (const { file, text } of files) {
    const lines = new LineCounter()
    const document = parseDocument(text, { lineCounter: lines })
    const lineOf = (pair: Pair): number => (isScalar(pair.key) && pair.key.range ? lines.linePos(pair.key.range[0]).line : 1)
    for (const error of document.errors)
      found.faults.push({
        file,
        line: lines.linePos(error.pos[0]).line,
        key: '-',
        code: error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'unreadable',
      })
    if (!isMap(document.contents)) continue
    for (const pair of document.contents.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      const words: unknown = isMap(pair.value) ? pair.value.toJSON() : undefined
      readOne(found, { file, line: lineOf(pair), key, words, same })
    }
  }
  return found
}

function readOne(
  found: Found,
  one: {
    readonly file: string
    readonly line: number
    readonly key: string
    readonly words: unknown
    readonly same: ReadonlySet<string>
  },
): void {
  const { file, line, key, words } = one
  const fault = (code: TextFault['code'], language?: string): void =>
    void found.faults.push({ file, line, key, code, ...(language === undefined ? {} : { language }) })
  if (words === null || typeof words !== 'object') return fault('unreadable')
  if (found.messages.has(key)) fault('duplicate-key')
  const texts = new Map(Object.entries(words).map(([language, text]) => [language, String(text)]))
  for (const language of texts.keys()) if (!isLocale(language)) fault('unknown-language', language)
  const complete = {
    es: texts.get('es') ?? '',
    pt: texts.get('pt') ?? '',
    en: texts.get('en') ?? '',
    fr: frenchSpaces(texts.get('fr') ?? ''),
    ht: texts.get('ht') ?? '',
  }
  const expected = placeholdersOf(complete.en)
  for (const language of locales) {
    const text = complete[language]
    if (text === '') fault('missing-language', language)
    else if (language !== 'en' && text === complete.en && !one.same.has(text)) fault('same-as-english', language)
    const named = placeholdersOf(text)
    if (named === undefined) fault('syntax', language)
    else if (text !== '' && expected !== undefined && named !== expected) fault('placeholders-differ', language)
  }
  found.messages.set(key, complete)
}

function placeholdersOf(text: string): string | undefined {
  try {
    const names = new Set<string>()
    collect(parse(text), names)
    return [...names].toSorted().join(',')
  } catch {
    return undefined
  }
}

function collect(elements: ReturnType<typeof parse>, names: Set<string>): void {
  for (const element of elements) {
    // 0 is plain text and 7 is the number sign inside a plural; everything else names a value.
    const kind: number = element.type
    if (kind !== 0 && kind !== 7 && 'value' in element && typeof element.value === 'string') names.add(element.value)
    if ('options' in element) for (const option of Object.values(element.options)) collect(option.value, names)
    if ('children' in element) collect(element.children, names)
  }
}
