import { fieldQuestions, type FieldQuestions } from '../domain/field-questions.ts'
import { catalogue, vocabulary } from './vocabulary.ts'

/** What registration asks in the field, made once. */
export const registrationQuestions: FieldQuestions = fieldQuestions(vocabulary.columns, catalogue)
