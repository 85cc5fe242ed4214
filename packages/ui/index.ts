export { data, redirect } from 'react-router'
export {
  Choices,
  dateFrom,
  DateField,
  ErrorSummary,
  Field,
  Form,
  idFor,
  refusalAt,
  refusalText,
  SelectField,
  TextField,
} from './form.tsx'
export type { Option } from './form.tsx'
export { ask, field, first, form, scope, signInPath, submit, tryAsk, tryDo, typedOf, untrimmed } from './page.ts'
export type { KeptForm, PageArgs, RefusedForm, Typed } from './page.ts'
export { parseAnswer } from './parse-answer.ts'
export { Actions, Card, Crumbs, DataTable, Empty, SummaryList, Tag, Unbroken } from './pieces.tsx'
export type { Tone } from './pieces.tsx'
export { requestScope } from './request.ts'
export type { Doors, RequestScope } from './request.ts'
export type { PageRoute } from './route.ts'
export { pageText, PageTextProvider, useText } from './text.tsx'
export type { PageText } from './text.tsx'
