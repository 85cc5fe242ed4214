export { MyProcedures, myProcedureData, procedureData, ProcedureSection } from './person-sections.tsx'
