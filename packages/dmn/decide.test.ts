import { contextOf, numberOf, type Value } from '@convive/feel'
import { describe, expect, test } from 'vitest'
import { decideModel, decideService } from './index.ts'
import { decision, given, input, literal, modelFile, now, readable, shown, text } from './testing/models.ts'

function decided(inside: string, name: string, values: Readonly<Record<string, Value>> = {}): string {
  return shown(decideModel(readable(modelFile(inside)), name, { given: given(values), now }))
}

const knowledge = (name: string, parameters: string, logic: string, needs = ''): string =>
  `<businessKnowledgeModel name="${name}" id="k-${name}"><variable name="${name}"/>${needs}
  <encapsulatedLogic>${parameters}${logic}</encapsulatedLogic></businessKnowledgeModel>`

describe('a decision', () => {
  test('knows what it requires, and nothing else of its model', () => {
    const inside = `${input('age')}${input('name')}${decision('d', literal('age + 1'), ['i-age'])}${decision('e', literal('name'))}`
    expect(decided(inside, 'd', { age: numberOf(17), name: 'Ana' })).toBe('18')
    expect(decided(inside, 'e', { name: 'Ana' })).toBe('null: unknown name: name')
  })

  test('that needs itself in a circle is null, and says so', () => {
    const inside = `${decision('a', literal('b'), ['d-b'])}${decision('b', literal('a'), ['d-a'])}`
    expect(decided(inside, 'a')).toBe('null: a needs itself')
  })

  test('that requires what is not there says which id', () => {
    expect(decided(decision('d', literal('1'), ['i-gone']), 'd')).toBe('1: nothing has the id #i-gone')
  })

  test('is worked out once, however many others ask for it', () => {
    const names = Array.from({ length: 25 }, (_, at) => `n${at}`)
    const chain = names.map((name, at) =>
      at === 0 ? decision(name, literal('1')) : decision(name, literal(`n${at - 1} + n${at - 1}`), [`d-n${at - 1}`]),
    )
    expect(decided(chain.join(''), 'n24')).toBe(String(2 ** 24))
  })

  test('holds its value to its type', () => {
    expect(decided(decision('d', literal('"x"'), [], 'number'), 'd')).toBe('null: the value is not of the type number')
    expect(decided(decision('d', literal('[5]'), [], 'number'), 'd')).toBe('5')
  })
})

describe('item definitions', () => {
  const adult = `<itemDefinition name="Age"><typeRef>number</typeRef><allowedValues><text>[0..120]</text></allowedValues></itemDefinition>
    <itemDefinition name="Person"><itemComponent name="full name"><typeRef>string</typeRef></itemComponent>
    <itemComponent name="age"><typeRef>Age</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="People" isCollection="true"><typeRef>Person</typeRef></itemDefinition>`
  const person = (name: string, age: number): Value =>
    contextOf([
      ['full name', name],
      ['age', numberOf(age)],
    ])
  const inside = `${adult}${input('people', 'People')}${decision('d', literal('people[age >= 18].full name'), ['i-people'])}`

  test('names of components with spaces are read, a single value becomes a list', () => {
    expect(decided(inside, 'd', { people: [person('Ana', 20), person('Luz', 7)] })).toBe('["Ana"]')
    expect(decided(inside, 'd', { people: person('Ana', 20) })).toBe('["Ana"]')
  })
  test('a value outside those allowed is not of the type', () => {
    expect(decided(inside, 'd', { people: [person('Ana', 130)] })).toContain('the value is not of the type People')
  })
})

describe('a knowledge model', () => {
  test('may have a parameter with a full stop in its name', () => {
    const inside = `${input('Person')}${knowledge('greet', '<formalParameter name="Person.Name" typeRef="string"/>', literal('"Hi " + Person.Name'))}
      ${decision(
        'd',
        `<invocation>${literal('greet')}<binding><parameter name="Person.Name"/>${literal('Person.Name')}</binding></invocation>`,
        ['i-Person', 'k-greet'],
      )}`
    expect(decided(inside, 'd', { Person: contextOf([['Name', 'Ana']]) })).toBe('Hi Ana')
  })
  test('may call itself, and a call without end says that it is too deep', () => {
    const inside = (body: string): string =>
      `${knowledge('f', '<formalParameter name="n" typeRef="number"/>', literal(body))}${decision('d', literal('f(5)'), ['k-f'])}`
    expect(decided(inside('if n <= 1 then 1 else n * f(n - 1)'), 'd')).toBe('120')
    expect(decided(inside('f(n + 1)'), 'd')).toMatch(/^null: calls are nested too deep/)
  })
  test('an argument of the wrong type gives null, and says so', () => {
    const inside = `${knowledge('f', '<formalParameter name="n" typeRef="number"/>', literal('n'))}${decision('d', literal('f("x")'), ['k-f'])}`
    expect(decided(inside, 'd')).toBe('null: an argument of f has the wrong type')
  })
  test('an external function is not called', () => {
    const inside = `<businessKnowledgeModel name="f" id="k-f"><variable name="f"/><encapsulatedLogic kind="Java">${literal('1')}</encapsulatedLogic></businessKnowledgeModel>
      ${decision('d', literal('f()'), ['k-f'])}`
    expect(decided(inside, 'd')).toBe('null: external functions are not called')
  })
})

describe('a decision service', () => {
  const service = (outputs: readonly string[]): string =>
    `${input('age', 'number')}${decision('adult', literal('age >= 18'), ['i-age'])}${decision('next', literal('age + 1'), ['i-age'])}
    <decisionService name="s" id="k-s"><variable name="s"/>${outputs.map((one) => `<outputDecision href="#d-${one}"/>`).join('')}
    <encapsulatedDecision href="#d-next"/><inputData href="#i-age"/></decisionService>`

  test('answers with its output, or a context of several', () => {
    const one = readable(modelFile(service(['adult'])))
    const two = readable(modelFile(service(['adult', 'next'])))
    const asked = { given: given({ age: numberOf(17) }), now }
    expect(shown(decideService(one, 's', { ...asked, output: 'adult' }))).toBe('false')
    expect(shown(decideService(two, 's', { ...asked, output: 'next' }))).toBe('18')
  })
  test('is a function for the decision that requires it', () => {
    const inside = `${service(['adult', 'next'])}${decision('d', literal('s(age: 30)'), ['k-s'])}`
    expect(decided(inside, 'd')).toBe('{adult: true, next: 31}')
  })
  test('misses an input aloud', () => {
    const outcome = decideService(readable(modelFile(service(['next']))), 's', { given: [], now, output: 'next' })
    expect(shown(outcome)).toBe('null: the input age of the service is missing')
  })
})

describe('imports', () => {
  const lower = modelFile(
    `<itemDefinition name="Person"><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>
    ${knowledge('of age', '<formalParameter name="p" typeRef="Person"/>', literal('p.age >= 18'))}${decision('limit', literal('18'))}`,
    { name: 'lower.dmn', namespace: 'urn:lower' },
  )
  const upper = (name: string): string =>
    `<import namespace="urn:lower" name="${name}"/>${input('who', name === '' ? 'Person' : `${name}.Person`)}`
  const person = contextOf([['age', numberOf(20)]])

  test('types, knowledge and decisions of another model stand behind its name', () => {
    const inside = `${upper('low')}${decision('d', literal('low.of age(who) and low.limit = 18'), ['i-who', 'urn:lower#k-of age', 'urn:lower#d-limit'])}`
    const model = readable(modelFile(inside), [lower])
    expect(shown(decideModel(model, 'd', { given: given({ who: person }), now }))).toBe('true')
    const wrong = given({ who: contextOf([['age', 'x']]) })
    expect(shown(decideModel(model, 'd', { given: wrong, now }))).toContain('the value is not of the type low.Person')
  })
  test('an import without a name brings them under their own', () => {
    const model = readable(modelFile(`${upper('')}${decision('d', literal('limit'), ['urn:lower#d-limit'])}`), [lower])
    expect(shown(decideModel(model, 'd', { given: [], now }))).toBe('18')
  })
  test('what is not there is named with its file and line', () => {
    expect(() => readable(modelFile(upper('low')))).toThrow('dmn/import-not-found: no model has the namespace urn:lower')
  })
})

describe('where something is wrong', () => {
  test('a problem tells the file, the line, the column and the word', () => {
    const inside = `\n\n${decision('d', `<literalExpression>\n${text('1 +\n  brith')}</literalExpression>`)}`
    const { problems } = decideModel(readable(modelFile(inside)), 'd', { given: [], now })
    expect(problems[0]).toMatchObject({ message: 'unknown name: brith', file: 'm.dmn', line: 5, column: 3, word: 'brith' })
  })
  test('a text that cannot be read is known before anything is decided', () => {
    const model = readable(modelFile(decision('d', literal('1 + + 2 )'))))
    expect(model.frame.faults[0]).toMatchObject({ code: 'feel/syntax', file: 'm.dmn', line: 1, column: 5, word: '+' })
  })
  test('a built-in function that has no result is placed at its call', () => {
    const { problems } = decideModel(readable(modelFile(decision('d', literal('1 + modulo(1, 0)')))), 'd', { given: [], now })
    expect(problems[0]).toMatchObject({ column: 5, word: 'modulo' })
  })
})
