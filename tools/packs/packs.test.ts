import { expect, test } from 'vitest'
import { checkWords } from './check-words.ts'

function found(text: string): readonly string[] {
  return checkWords(new Map([['jurisdictions/ysapy/pack.yaml', text]])).map(({ line, says }) => `${line} ${says}`)
}

test('a pack that says everything in five languages passes', () => {
  expect(found('label: { es: Prueba, pt: Prova, en: Proof, fr: Preuve, ht: Prèv }\nsteps: [{ fee: 3 }]\n')).toEqual([])
})

test('a word in some languages only is found with its line, however deep', () => {
  expect(found('steps:\n  - fee: 3\n    label: { es: Tasa, pt: Taxa, en: Fee, fr: Frais }\n')).toEqual(['3 is not said in ht'])
  expect(found('label: { es: Tasa, pt: Taxa, en: Fee, fr: Frais, ht: "" }\n')).toEqual(['1 is not said in ht'])
})

test('a file that cannot be read, or says one thing twice, is found', () => {
  expect(found('label: [\n')).not.toEqual([])
  expect(found('fee: 3\nfee: 4\n')).toHaveLength(1)
})

test('no packs at all is a fault', () => {
  expect(checkWords(new Map())).toHaveLength(1)
})
