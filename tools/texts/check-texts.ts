import { locales } from '@convive/kernel'
import { describeFault } from '@convive/languages'
import type { Fault, Rule } from '../architecture/project.ts'
import { folderOf, isForTests, roomOf } from '../architecture/rooms.ts'
import type { Source } from '../architecture/source.ts'
import { fileOf, readTexts } from './read-texts.ts'
import { doNotTranslate, hurtful } from './words.ts'

/** Every text exists once, in five languages, each really in its language; judged as packages/languages judges when it loads them. */
export const completeTexts: Rule = {
  name: 'texts in five languages',
  check: ({ files }) =>
    readTexts(files).faults.map((fault) => ({
      path: fault.file,
      line: fault.line,
      says: describeFault(fault).replace(/^\S+ /, ''),
    })),
}

/** Pages show only texts that exist, and no words of their own. */
export const spokenTexts: Rule = {
  name: 'texts of pages',
  check: ({ files, sources }) => {
    const keys = [...readTexts(files).messages.keys()]
    return sources.filter(isSeen).flatMap((source) => [...keyFaults(source, keys), ...wordsInCode(source)])
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
    [...readTexts(files).messages]
      .filter(([key]) => /(^|[.-])needs?([.-]|$)/.test(key))
      .flatMap(([key, words]) =>
        locales.flatMap((locale): readonly Fault[] => {
          const shown = ` ${words[locale].toLowerCase()} `
          const found = hurtful[locale].find((word) => new RegExp(`[^\\p{L}]${word}`, 'u').test(shown))
          const says = `${key} says “${found}” in ${locale}: ask what would help instead`
          return found === undefined ? [] : [{ path: fileOf(files, key), says }]
        }),
      ),
}

export const textRules: readonly Rule[] = [completeTexts, spokenTexts, noIntl, noHurtfulWords]

/** What a reader sees of a text when its values are left out. */
function plain(words: string): string {
  return words
    .replaceAll(/\{[^{}]*\}/g, ' ')
    .replaceAll(/[\s.:…!?·–—|()]+/g, ' ')
    .trim()
    .toLowerCase()
}

function isSeen(source: Source): boolean {
  if (isForTests(source.path)) return false
  const { kind, folder } = roomOf(source.path)
  return (kind === 'module' && folderOf(source.path) === 'pages') || folder === 'packages/ui' || folder === 'apps/web'
}

function keyFaults(source: Source, keys: readonly string[]): readonly Fault[] {
  return source.calls
    .filter((call) => call.kind === 'call' && /(^|\.)t$/.test(call.callee))
    .flatMap((call) => call.first)
    .filter(({ value, open }) => !(open ? keys.some((key) => key.startsWith(value)) : keys.includes(value)))
    .map(({ value, line }) => ({ path: source.path, line, says: `asks for the text ${value}, which no messages/ file has` }))
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
