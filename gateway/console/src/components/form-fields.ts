import type { ReactNode } from 'react'
import type { Reach, Window } from './WindowPicker.tsx'

/** One line of a list that is typed: what stands in each of its columns. */
export type Row = Record<string, string>
export interface RowColumn { key: string; label: string; options?: Option[]; width?: number }

export type Value = string | string[] | Row[] | number | Window | null | undefined
export type Values = Record<string, Value>
export interface Option { value: string; label: string; note?: string | undefined }

interface Common {
  /** What the form calls its value; the property of the body, unless the deed says otherwise. */
  name: string
  label: string
  optional?: boolean | undefined
  hint?: ReactNode
  initial?: Value
  /** Asked only then; what is not asked is not sent. */
  when?: ((values: Values) => boolean) | undefined
  /** Fields of the server that it answers for, where they are not called like it. */
  fills?: string[]
}

/** One input of a form. `moment` is an instant, `date` a day, `window` two instants, `person` somebody of the company; `own` draws itself. */
export type Field = Common & (
  | { kind: 'line' | 'text' | 'moment' | 'date' | 'photos' | 'person' }
  | { kind: 'window'; reach?: Reach }
  | { kind: 'choice' | 'pick' | 'many'; options: Option[] }
  | { kind: 'rows'; columns: RowColumn[] }
  | { kind: 'own'; render: (value: Value, onChange: (value: Value) => void, first: boolean) => ReactNode })

/** A decision of somebody: what it is called, what it asks, and how it is sent. */
export interface Deed {
  title: string
  /** The record that it is about. */
  about?: ReactNode
  /** What follows from it, or what it is. */
  say?: ReactNode
  fields: Field[]
  danger?: boolean
  /** Never the next thing to do: printing, what is possible at any time. */
  quiet?: boolean
  /** Said when it is done; what depends on the answer stays a little longer. */
  done?: string | ((answer: unknown) => string | null)
  /** Gets what was asked and filled. */
  send: (values: Values) => Promise<unknown>
}

/** What is said when a deed is done, and for how many seconds. */
export function doneWith({ done, title }: Deed, answer: unknown): [text: string, seconds?: number] {
  const said = typeof done === 'function' ? done(answer) : null
  return said ? [said, 12] : [typeof done === 'string' ? done : title]
}

export const fillsOf = (field: Field): string[] => [field.name, ...(field.fills ?? [])]

export function isFilled(value: Value): boolean {
  if (value === undefined || value === null || value === '') return false
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Boolean(value.from && value.to)
}

/** 50,000 元 as a service reads it. */
export const plainAmount = (value: unknown): string => String(value ?? '').replaceAll(/[,，¥￥\s元]/g, '')
export const textOf = (value: Value): string => (typeof value === 'string' ? value : '')
export const listOf = (value: Value): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [])
export const rowsOf = (value: Value): Row[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'object') : [])
/** The lines in which anything stands, without their empty columns. */
export const filledRows = (value: Value): Row[] => rowsOf(value).map((row) => Object.fromEntries(Object.entries(row).map(([key, text]) => [key, text.trim()] as const).filter(([, text]) => text))).filter((row) => Object.keys(row).length > 0)
export const windowOf = (value: Value): Window | null => (value && typeof value === 'object' && !Array.isArray(value) ? value : null)
