import type { YAMLParseError, YAMLWarning } from 'yaml'

/** What the reader of YAML finds, in the words of somebody who never learnt it. What is not listed is told as the reader says it. */
const inWords: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'this line begins with a tabulator: use spaces',
  BLOCK_AS_IMPLICIT_KEY: 'two names in one: put a text with a colon in it into quotes, or indent the next line less',
  MULTILINE_IMPLICIT_KEY: 'this line belongs to none: it has to begin under its neighbours, or the line before is not finished',
  BAD_INDENT: 'this line has to begin under its neighbours: count the spaces',
  BAD_COLLECTION_TYPE: 'lists begin with “- ”, names end with “: ”: one of them is missing here',
  UNEXPECTED_TOKEN: 'this does not belong here: is something before it not closed, or indented too little?',
  BAD_DQ_ESCAPE: 'a \\ inside of "…" has a meaning of its own: write it twice, or leave it out',
}

export function slipInWords(error: YAMLParseError | YAMLWarning): string {
  const said = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/u, '')
  if (error.code !== 'MISSING_CHAR') return inWords[error.code] ?? said
  if (said.includes('quote')) return 'a text that begins with a quote before does not end: a quote is missing'
  if (said.includes('-')) return 'this line has to begin under its neighbours: count the spaces'
  return said
}
