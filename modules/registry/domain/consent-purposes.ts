/** What consent is asked for, one by one; texts in `messages/consent.yaml`. Registration itself rests on the office's legal duty. */
export const consentPurposes = ['contact', 'share_services', 'share_offices', 'photo'] as const

/** Changes whenever the words of a purpose change, so that a consent says to which words it was given. */
export const consentTextVersion = '2026-12'
