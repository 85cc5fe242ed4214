export { formOfFacts } from './facts/form-of-facts.ts'
export type { FormAsked, NotAsked } from './facts/form-of-facts.ts'
export type {
  Calculation,
  Choice,
  ChoiceList,
  Form,
  Item,
  NoAnswer,
  Note,
  Question,
  QuestionType,
  Section,
  Texts,
} from './form.ts'
export { questionOf, yesNoList } from './facts/question-of.ts'
export { factsOfForm } from './facts/facts-of-form.ts'
export type { MappedQuestion } from './facts/facts-of-form.ts'
export { formSheets } from './sheets/form-sheets.ts'
export { itemsOf } from './form.ts'
export { stands } from './found.ts'
export type { Found, FoundCode } from './found.ts'
export { readForm } from './sheets/read-form.ts'
export type { ReadForm } from './sheets/read-form.ts'
export { writeForm } from './sheets/write-form.ts'
export type { Unsaid, WrittenForm } from './sheets/write-form.ts'
