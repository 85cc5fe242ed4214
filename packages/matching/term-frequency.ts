/**
 * Names so common that sharing them says little, after the frequencies in the open data of Brazil's census first names (IBGE,
 * ODC-PDDL) and of popular names by country (CC0): the first list weighs two bits less, the second one bit less.
 */
const veryCommon = new Set(
  'maria jose juan luis carlos ana jean gonzalez rodriguez silva santos pierre perez hernandez garcia'.split(' '),
)
const common = new Set(
  'antonio francisco pedro joao jesus miguel rosa carmen manuel jorge paulo lopez martinez sanchez gomez diaz ramirez torres flores oliveira souza sousa lima pereira ferreira joseph louis charles baptiste marie rojas moreno'.split(
    ' ',
  ),
)

/** How many bits less the agreement of these words counts: that of the rarest among them. */
export function commonness(words: readonly string[]): number {
  if (words.length === 0) return 0
  return Math.min(...words.map((word) => (veryCommon.has(word) ? 2 : common.has(word) ? 1 : 0)))
}
