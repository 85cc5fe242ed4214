import { chanceFrom, makePopulation, type DemoHousehold } from '@convive/server'
import { csvLine } from '@convive/kernel'
import { closeSync, openSync, writeSync } from 'node:fs'

const heading = [
  'household',
  'relation',
  'given_names',
  'family_name',
  'second_family_name',
  'sex',
  'birth_date',
  'origin_country',
  'nationalities',
  'place',
  'entry_date',
  'entry_manner',
  'population_group',
  'languages',
  'phone',
  'document_kind',
  'document_number',
  'document_country',
  'needs',
  'need_codes',
  'consent_contact',
  'consent_share_services',
  'consent_share_offices',
  'consent_photo',
]

function rowsOf(household: DemoHousehold, reference: string): readonly (readonly string[])[] {
  return household.people.map((person) => [
    reference,
    person.relation,
    person.given,
    person.family[0] ?? '',
    person.family.slice(1).join(' '),
    person.sex,
    person.birth,
    person.nationality,
    person.nationality,
    household.place,
    household.entry,
    household.regular ? 'regular' : 'irregular',
    household.group,
    person.language,
    person.phone ?? '',
    person.document?.kind ?? '',
    person.document?.number ?? '',
    person.document === undefined ? '' : person.nationality,
    person.needs.length > 0 ? 'yes' : 'no',
    person.needs.join('/'),
    'yes',
    'yes',
    'no',
    'yes',
  ])
}

/** A file of so many rows, made up: `node bench/write-list.ts FILE ROWS`. */
function writeFile(file: string, rows: number): void {
  const out = openSync(file, 'w')
  writeSync(out, csvLine(heading))
  let made = 0
  for (let part = 0; made < rows; part += 1) {
    const chance = chanceFrom(11 + part)
    const people = makePopulation(2000, { chance, year: 2026, places: ['Puerto Ysapy', 'Villa Serena'] })
    for (const [n, household] of [...people].entries()) {
      if (made >= rows) break
      const lines = rowsOf(household, `${part}-${n}`)
      writeSync(out, lines.map(csvLine).join(''))
      made += lines.length
    }
  }
  closeSync(out)
}

const [, , file = '', rows = '0'] = process.argv
writeFile(file, Number(rows))
