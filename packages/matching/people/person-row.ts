import type { Columns } from '../levels/level-of.ts'
import type { Features } from '../subject.ts'

/** Flags are compared with this column, which every row has: `flagged` of the one or of the other. */
export const always = 'always'

/** A person as columns, for comparisons in the language of levels. `g_`, `f_`: given and family names; `w` and `x` written, `s` and `h` by sound. */
export function personRow(features: Features): Columns {
  return {
    [always]: 'y',
    ...nameColumns('g', features.given, features.givenSounds),
    ...nameColumns('f', features.family, features.familySounds),
    f_order: textOr(features.family.join(' ')),
    ...birthColumns(features.birth),
    sex: features.sex ?? null,
    documents: listOr(features.documents.map((one) => one.split('|')[1] ?? '')),
    kinds: listOr(features.documents.map((one) => one.split('|')[0] ?? '')),
    phones: listOr(features.phones),
    mother: listOr(features.mother),
    household: listOr(features.household),
    nationalities: listOr(features.nationalities),
  }
}

function nameColumns(part: 'g' | 'f', words: readonly string[], sounds: readonly string[]): Columns {
  return {
    [`${part}_x`]: textOr([...new Set(words)].toSorted().join(' ')),
    [`${part}_w`]: listOr(words),
    [`${part}_s`]: listOr(sounds),
    [`${part}_h`]: textOr(sounds.toSorted().join(' ')),
    [`${part}_j`]: textOr(sounds.join('')),
    [`${part}_n`]: sounds.length,
  }
}

/** A first of January is what offices write for those of whom only the year is known: it is no day. */
function birthColumns(birth: string | undefined): Columns {
  const [year = '', month, day] = (birth ?? '').replace('~', '').split('-')
  const isFirst = month === '01' && day === '01'
  const whole = day !== undefined && !isFirst
  const monthKnown = month !== undefined && !isFirst
  return {
    b_year: year === '' ? null : Number(year),
    b_day: whole ? `${year}${month}${day}` : null,
    b_md: whole ? `${month}${day}` : null,
    b_dm: whole ? `${day}${month}` : null,
    b_month: monthKnown ? `${year}${month}` : null,
    b_month_only: monthKnown && day === undefined ? `${year}${month}` : null,
    b_first: isFirst ? 'y' : null,
    b_year_only: year !== '' && month === undefined && birth?.endsWith('~') === false ? 'y' : null,
    b_about: birth?.endsWith('~') === true ? 'y' : null,
  }
}

function textOr(text: string): string | null {
  return text === '' ? null : text
}

function listOr(list: readonly string[]): readonly string[] | null {
  return list.length === 0 ? null : [...new Set(list)]
}
