const open = ['unknown', 'declined', 'none'] as const

/**
 * A field's text, or the answer "unknown", "declined" or "none" where that was chosen. In a box for text `?` is "unknown"
 * and `-` is "prefers not to say", so that the keyboard suffices.
 */
export function answer(text: string): unknown {
  if (text === '?') return { state: 'unknown' }
  if (text === '-' || text === '–') return { state: 'declined' }
  const state = open.find((one) => `=${one}` === text)
  return state === undefined ? text : { state }
}

/** The same for a field that may stay empty. */
export function someAnswer(text: string): unknown {
  return text === '' ? undefined : answer(text)
}

/**
 * A birth as officers type it: `3-5-1990`, `5/1990`, `1990`, `~1990` or `1990~` for "about", `36a` or `36y` for an age in
 * years (`36 años`, `36 anos`, `36 years`, `36 ans`, `36 an` too), `?` for unknown, `-` for not told. Anything else is passed on as
 * typed, for the command to refuse.
 */
export function readBirth(typed: string): unknown {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '')
  if (text === '') return undefined
  const said = answer(text)
  if (said !== text) return said
  const age = /^(\d{1,3})(?:a|y|an|ans|años?|anos?|years?)$/i.exec(text)
  if (age?.[1] !== undefined) return { age: Number(age[1]) }
  return readDate(text)
}

/** A date as officers type it, in EDTF where it can be read; otherwise as it was typed. */
export function readDate(typed: string): string {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '')
  const about = text.includes('~') ? '~' : ''
  const parts = text.replaceAll('~', '').split(/[-/.]/)
  const two = (part = ''): string => part.padStart(2, '0')
  if (parts.length === 1) return `${parts[0]}${about}`
  if (parts.length === 2) return `${parts[1]}-${two(parts[0])}${about}`
  if (parts.length > 3) return text
  return parts[0]?.length === 4
    ? `${parts[0]}-${two(parts[1])}-${two(parts[2])}`
    : `${parts[2]}-${two(parts[1])}-${two(parts[0])}`
}
