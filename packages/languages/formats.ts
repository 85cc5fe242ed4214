import { decimalOf, precisionOf, rangeOf, type Locale, type Money, type PartialDate } from '@convive/kernel'

/** Dates, numbers and money as people write them. Never `Intl` for `ht`: it knows no Kreyòl and silently prints English. */
export type Formats = {
  /** `2025-05-12` → "12 de mayo de 2025"; `2025-05` → "mayo de 2025"; `1987~` → "hacia 1987". */
  date(date: string): string
  /** A day and a time in an office's zone. */
  moment(at: Date, timeZone: string): string
  number(value: number): string
  money(money: Money): string
  list(items: readonly string[]): string
  /** A name and what belongs to it: "Name: value"; French keeps a space before the colon. */
  labelled(name: string, value: string): string
}

const months: Readonly<Record<Locale, readonly string[]>> = {
  es: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'septiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
  pt: [
    'janeiro',
    'fevereiro',
    'março',
    'abril',
    'maio',
    'junho',
    'julho',
    'agosto',
    'setembro',
    'outubro',
    'novembro',
    'dezembro',
  ],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  ht: ['janvye', 'fevriye', 'mas', 'avril', 'me', 'jen', 'jiyè', 'out', 'septanm', 'oktòb', 'novanm', 'desanm'],
}

/** Between day, month and year, and the word for "about". */
const joints: Readonly<
  Record<
    Locale,
    { readonly of: string; readonly about: string; readonly and: string; readonly point: string; readonly group: string }
  >
> = {
  es: { of: ' de ', about: 'hacia', and: 'y', point: ',', group: '.' },
  pt: { of: ' de ', about: 'cerca de', and: 'e', point: ',', group: '.' },
  en: { of: ' ', about: 'about', and: 'and', point: '.', group: ',' },
  fr: { of: ' ', about: 'vers', and: 'et', point: ',', group: '\u202f' },
  ht: { of: ' ', about: 'anviwon', and: 'ak', point: ',', group: ' ' },
}

export function createFormats(locale: Locale): Formats {
  const joint = joints[locale]
  function number(value: number): string {
    const [whole = '0', fraction] = String(Math.abs(value)).split('.')
    return `${value < 0 ? '−' : ''}${grouped(whole, joint.group)}${fraction === undefined ? '' : joint.point + fraction}`
  }
  return {
    date: (date) => dateText(date, locale),
    moment(at, timeZone) {
      const parts = new Map(
        new Intl.DateTimeFormat('en-CA', {
          timeZone,
          year: 'numeric',
          month: '2-digit',
          day: '2-digit',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        })
          .formatToParts(at)
          .map((part) => [part.type, part.value]),
      )
      const day = dateText(`${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`, locale)
      return `${day}, ${parts.get('hour')}:${parts.get('minute')}`
    },
    number,
    money(money) {
      const [whole = '0', fraction] = decimalOf(money).split('.')
      const text = grouped(whole, joint.group) + (fraction === undefined ? '' : joint.point + fraction)
      return `${text}\u00a0${money.currency}`
    },
    labelled: (name, value) => `${name}${locale === 'fr' ? '\u00a0' : ''}: ${value}`,
    list: (items) =>
      items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${joint.and} ${items.at(-1) ?? ''}`,
  }
}

function grouped(digits: string, mark: string): string {
  return digits.length < 4 ? digits : digits.replaceAll(/\B(?=(\d{3})+$)/g, mark)
}

function dateText(date: string, locale: Locale): string {
  const joint = joints[locale]
  const about = date.endsWith('~')
  const [year = '', month, day] = date.replace('~', '').split('-')
  const name = month === undefined ? undefined : months[locale][Number(month) - 1]
  const whole =
    name === undefined
      ? year
      : day === undefined
        ? `${name}${joint.of}${year}`
        : `${Number(day)}${joint.of}${name}${joint.of}${year}`
  return about ? `${joint.about} ${whole}` : whole
}

/** The years an approximate birth allows, for a short list: `1987~` → "1985–1989". */
export function yearsText(date: PartialDate): string {
  if (precisionOf(date) !== 'about') return date.slice(0, 4)
  const { first, last } = rangeOf(date)
  return `${first.slice(0, 4)}–${last.slice(0, 4)}`
}
