import './production.ts'
import './serve.ts'
