import type { Words } from '@convive/kernel'

/** How much is known of a day, under the names by which a form's answers are read. */
const known = {
  day: { es: 'El día entero', pt: 'O dia inteiro', en: 'The whole day', fr: 'Le jour entier', ht: 'Jou a nèt' },
  month: {
    es: 'El mes y el año',
    pt: 'O mês e o ano',
    en: 'The month and the year',
    fr: 'Le mois et l’année',
    ht: 'Mwa a ak ane a',
  },
  year: { es: 'Solo el año', pt: 'Só o ano', en: 'Only the year', fr: 'Seulement l’année', ht: 'Ane a sèlman' },
  about: {
    es: 'Más o menos qué año',
    pt: 'Mais ou menos que ano',
    en: 'About which year',
    fr: 'À peu près quelle année',
    ht: 'Apeprè ki ane',
  },
  age: { es: 'La edad', pt: 'A idade', en: 'The age', fr: 'L’âge', ht: 'Laj la' },
} as const satisfies Readonly<Record<string, Words>>

export const birthKnown: Readonly<Record<string, Words>> = known
export const entryKnown: Readonly<Record<string, Words>> = { day: known.day, month: known.month, year: known.year }

/** Who answered for consent. */
export const consents: Readonly<Record<string, Words>> = {
  self: { es: 'La misma persona', pt: 'A própria pessoa', en: 'The person', fr: 'La personne', ht: 'Moun nan menm' },
  guardian: {
    es: 'Quien la tiene a cargo',
    pt: 'Quem é responsável por ela',
    en: 'Whoever is in charge of them',
    fr: 'La personne qui en a la charge',
    ht: 'Moun ki responsab li',
  },
  nobody: { es: 'Nadie pudo', pt: 'Ninguém pôde', en: 'Nobody could', fr: 'Personne ne pouvait', ht: 'Pèsonn pa t kapab' },
}

export const days: Words = {
  es: 'Este día todavía no llegó.',
  pt: 'Este dia ainda não chegou.',
  en: 'This day has not come yet.',
  fr: 'Ce jour n’est pas encore arrivé.',
  ht: 'Jou sa a poko rive.',
}

export const ages: Words = {
  es: 'Entre 0 y 120 años.',
  pt: 'Entre 0 e 120 anos.',
  en: 'Between 0 and 120 years.',
  fr: 'Entre 0 et 120 ans.',
  ht: 'Ant 0 ak 120 an.',
}
