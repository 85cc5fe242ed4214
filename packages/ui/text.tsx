import type { Actor } from '@convive/access'
import type { CalendarDate, Locale } from '@convive/kernel'
import { createFormats, type Formats, type Translator } from '@convive/languages'
import { createContext, useContext, type ReactNode } from 'react'

/** Texts and formats of the page's language, and what every form needs. */
export type PageText = {
  readonly t: Translator
  readonly locale: Locale
  readonly formats: Formats
  readonly path: string
  readonly csrf: string
  readonly actor: Actor
  readonly organisation: string | undefined
  readonly demo: boolean
  readonly timeZone: string
  /** In the office's time zone. */
  readonly today: CalendarDate
  readonly newKey: () => string
}

const PageTextContext = createContext<PageText | undefined>(undefined)

export function PageTextProvider({ value, children }: { readonly value: PageText; readonly children: ReactNode }) {
  return <PageTextContext value={value}>{children}</PageTextContext>
}

/** `{ t, locale, formats, path, … }` of the page being rendered. */
export function useText(): PageText {
  const text = useContext(PageTextContext)
  if (text === undefined) throw new Error('rendered outside a page')
  return text
}

export function pageText(made: Omit<PageText, 'formats'>): PageText {
  return { ...made, formats: createFormats(made.locale) }
}
