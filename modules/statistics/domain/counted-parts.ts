/** Facts that the published counts themselves say of people: nothing is assumed of them. */
export const countedParts: ReadonlySet<string> = new Set(['sex', 'birth_date', 'nationalities', 'country_of_stay'])
