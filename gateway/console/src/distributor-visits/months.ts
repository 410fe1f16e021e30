export { monthBefore } from '../shell/formats.ts'
