import { locales } from '@convive/kernel'
import type { Fault, Rule } from '../architecture/project.ts'
import { folderOf, isForTests, roomOf } from '../architecture/rooms.ts'
import type { Source } from '../architecture/source.ts'
import { cognates, doNotTranslate, hurtful } from './words.ts'
import { allTexts, textsOf, type Text } from './read-texts.ts'

/** Every text exists once, in five languages, each really in its language. */
export const completeTexts: Rule = {
  name: 'texts in five languages',
  check: ({ files }) => {
    const seen = new Set<string>()
    return allTexts(files).flatMap(({ key, text }) => {
      const twice = seen.has(key) ? [at(text, `${key} stands twice`)] : []
      seen.add(key)
      return [...twice, ...languageFaults(key, text), ...placeholderFaults(key, text)]
    })
  },
}

/** Pages show only texts that exist, and no words of their own. */
export const spokenTexts: Rule = {
  name: 'texts of pages',
  check: ({ files, sources }) => {
    const texts = textsOf(files)
    return sources.filter(isSeen).flatMap((source) => [...keyFaults(source, [...texts.keys()]), ...wordsInCode(source)])
  },
}

/** `Intl` knows no Haitian Kreyòl and silently answers in English, so only packages/languages speaks to it. */
export const noIntl: Rule = {
  name: 'Intl only in languages',
  check: ({ sources }) =>
    sources
      .filter(
        ({ path }) =>
          !isForTests(path) && /^(packages|modules|apps)\//.test(path) && roomOf(path).folder !== 'packages/languages',
      )
      .flatMap((source) => [
        ...source.calls
          .filter(
            (call) =>
              call.callee.startsWith('Intl.') && (isSeen(source) || call.literals.every(({ under }) => under !== undefined)),
          )
          .map((call) => ({ path: source.path, line: call.line, says: `formats with ${call.callee}: ask packages/languages` })),
        ...source.calls
          .filter((call) => /\.toLocale\w*String$/.test(call.callee))
          .map((call) => ({ path: source.path, line: call.line, says: `formats with ${call.callee}: ask packages/languages` })),
      ]),
}

/** On screens about needs no word marks a person: the list of needs asks what helps, it does not name what somebody is. */
export const noHurtfulWords: Rule = {
  name: 'no stigmatising words',
  check: ({ files }) =>
    allTexts(files)
      .filter(({ key }) => /(^|[.-])needs?([.-]|$)/.test(key))
      .flatMap(({ key, text }) =>
        locales.flatMap((locale) => {
          const shown = ` ${(text.words[locale] ?? '').toLowerCase()} `
          const found = hurtful[locale].find((word) => new RegExp(`[^\\p{L}]${word}`, 'u').test(shown))
          return found === undefined ? [] : [at(text, `${key} says “${found}” in ${locale}: ask what would help instead`)]
        }),
      ),
}

export const textRules: readonly Rule[] = [completeTexts, spokenTexts, noIntl, noHurtfulWords]

function at(text: Text, says: string): Fault {
  return { path: text.path, line: text.line, says }
}

function languageFaults(key: string, text: Text): readonly Fault[] {
  const missing = locales.filter((locale) => (text.words[locale] ?? '').trim() === '')
  const strange = Object.keys(text.words).filter((locale) => !locales.some((known) => known === locale))
  const english = plain(text.words['en'] ?? '')
  const same = doNotTranslate.has(english)
    ? []
    : locales.filter((locale) => locale !== 'en' && plain(text.words[locale] ?? '') === english && !cognates[locale].has(english))
  return [
    ...(missing.length > 0 ? [at(text, `${key} is missing in ${missing.join(', ')}`)] : []),
    ...strange.map((locale) => at(text, `${key} has an unknown language ${locale}`)),
    ...(/\p{L}/u.test(english) ? same.map((locale) => at(text, `${key} in ${locale} is the English text`)) : []),
  ]
}

/** What a reader sees of a text when its values are left out. */
function plain(words: string): string {
  return words
    .replaceAll(/\{[^{}]*\}/g, ' ')
    .replaceAll(/[\s.:…!?·–—|()]+/g, ' ')
    .trim()
    .toLowerCase()
}

/** A value that one language shows and another forgets is a mistake in one of them. */
function placeholderFaults(key: string, text: Text): readonly Fault[] {
  const english = valuesIn(text.words['en'] ?? '')
  return locales.flatMap((locale) => {
    const words = text.words[locale]
    if (words === undefined || valuesIn(words) === english) return []
    return [at(text, `${key} shows {${valuesIn(words)}} in ${locale} and {${english}} in en`)]
  })
}

function valuesIn(words: string): string {
  return [...new Set(Array.from(words.matchAll(/\{\s*(\w+)\s*[,}]/g), (match) => match[1] ?? ''))].toSorted().join(', ')
}

function isSeen(source: Source): boolean {
  if (isForTests(source.path)) return false
  const { kind, folder } = roomOf(source.path)
  return (kind === 'module' && folderOf(source.path) === 'pages') || folder === 'packages/ui' || folder === 'apps/web'
}

function keyFaults(source: Source, keys: readonly string[]): readonly Fault[] {
  return source.calls
    .filter((call) => call.kind === 'call' && /(^|\.)t$/.test(call.callee))
    .flatMap((call) => {
      const [first] = call.literals
      if (first === undefined || first.under !== undefined) return []
      const known = first.open ? keys.some((key) => key.startsWith(first.value)) : keys.includes(first.value)
      return known
        ? []
        : [{ path: source.path, line: call.line, says: `asks for the text ${first.value}, which no messages/ file has` }]
    })
}

function wordsInCode(source: Source): readonly Fault[] {
  return source.spoken
    .filter(({ value }) => /\p{L}{2,}/u.test(value) && !doNotTranslate.has(plain(value)))
    .map(({ value, line }) => ({
      path: source.path,
      line,
      says: `holds words a person reads (“${value.trim().slice(0, 30)}”): move them to messages/`,
    }))
}
