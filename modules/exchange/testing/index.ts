export { aFourthForm, aThirdForm, xmlOf } from './form.ts'
export type { FormPerson } from './form.ts'
