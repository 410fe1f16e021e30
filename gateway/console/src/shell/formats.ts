import { useMemo } from 'react'
import { preferences, usePreferences } from './preferences.ts'
import { serverNow } from './server-clock.ts'

export type Language = 'zh' | 'en'
const ZONE = 'Asia/Shanghai'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface Parts { year: string; month: string; day: string; hour: string; minute: string; second: string }
const wall = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })

/** The wall clock of the tenant's zone, whatever the zone of the device. */
export function partsOf(instant: string | number): Parts {
  const parts: Record<string, string> = {}
  for (const { type, value } of wall.formatToParts(new Date(instant))) parts[type] = value
  return parts as unknown as Parts
}

/** `YYYY-MM-DD` in the tenant's zone. */
export const dateOf = (instant: string | number): string => {
  const p = partsOf(instant)
  return `${p.year}-${p.month}-${p.day}`
}

/** The instant of a wall-clock time in the tenant's zone. */
export const instantOf = (date: string, time: string): string => {
  const guess = Date.parse(`${date}T${time === '24:00' ? '00:00' : time}:00Z`) + (time === '24:00' ? DAY : 0)
  const shown = partsOf(guess)
  const offset = Date.parse(`${shown.year}-${shown.month}-${shown.day}T${shown.hour}:${shown.minute}:${shown.second}Z`) - guess
  return new Date(guess - offset).toISOString()
}

export const addDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
/** The Monday of a day's week. */
export const mondayOf = (date: string): string => addDays(date, -((weekdayOf(date) + 6) % 7))
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

// R1: 24:00 of a day is 00:00:00.000 of the next one; a due time is written as the former.
function dayAndTime(instant: string | number, due: boolean): { date: string; time: string } {
  const p = partsOf(instant)
  if (due && p.hour === '00' && p.minute === '00' && p.second === '00') return { date: dateOf(new Date(instant).getTime() - 1), time: '24:00' }
  return { date: `${p.year}-${p.month}-${p.day}`, time: `${p.hour}:${p.minute}` }
}

/** 9 分 30 秒 below ten minutes, 28 分 below an hour, 3 时 37 分 below two days, else whole days. `ms` may be negative. */
export function duration(ms: number, language: Language): string {
  const rest = Math.abs(ms)
  const words = language === 'zh' ? { d: ' 天', h: ' 时', m: ' 分', s: ' 秒' } : { d: ' d', h: ' h', m: ' min', s: ' s' }
  if (rest < 10 * MINUTE) {
    const seconds = Math.floor(rest / 1000)
    const minutes = Math.floor(seconds / 60)
    if (minutes === 0) return `${seconds}${words.s}`
    return seconds % 60 === 0 ? `${minutes}${words.m}` : `${minutes}${words.m} ${seconds % 60}${words.s}`
  }
  if (rest < HOUR) return `${Math.floor(rest / MINUTE)}${words.m}`
  if (rest < 2 * DAY) {
    const minutes = Math.floor((rest % HOUR) / MINUTE)
    return `${Math.floor(rest / HOUR)}${words.h}${minutes ? ` ${minutes}${words.m}` : ''}`
  }
  return `${Math.floor(rest / DAY)}${words.d}`
}

/** 96.4, and 100 bare; the share comes as 0..1. Rounded, but what is not the whole is never written as it. */
export const percent = (share: number): string => (share >= 1 ? '100' : Math.min(99.9, Math.round(share * 1000) / 10).toFixed(1))

const weekdays = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function formatsOf(language: Language) {
  const month = (yearMonth: string): string => (language === 'zh' ? `${yearMonth.slice(0, 4)} 年 ${Number(yearMonth.slice(5, 7))} 月` : `${months[Number(yearMonth.slice(5, 7)) - 1]} ${yearMonth.slice(0, 4)}`)
  const moment = (instant: string | number | null | undefined, due: boolean): string => {
    if (instant === null || instant === undefined) return '—'
    const { date, time } = dayAndTime(instant, due)
    const today = dateOf(serverNow())
    if (date === today) return language === 'zh' ? `今天 ${time}` : `today ${time}`
    if (date === addDays(today, -1)) return language === 'zh' ? `昨天 ${time}` : `yesterday ${time}`
    if (date === addDays(today, 1)) return language === 'zh' ? `明天 ${time}` : `tomorrow ${time}`
    return date.slice(0, 4) === today.slice(0, 4) ? `${date.slice(5)} ${time}` : `${date} ${time}`
  }
  return {
    language,
    /** 今天 13:20, 昨天 16:05, 11-24 13:20. */
    at: (instant: string | number | null | undefined) => moment(instant, false),
    /** The same for a due time, where midnight is 24:00 of the day before. */
    due: (instant: string | number | null | undefined) => moment(instant, true),
    time: (instant: string | number) => dayAndTime(instant, false).time,
    date: (instant: string | number) => dateOf(instant),
    weekday: (date: string) => weekdays[language][weekdayOf(date)]!,
    month,
    /** A year, half-year, quarter or month by its code (2026, 2026-H2, 2026-Q4, 2026-11); anything else as it is. */
    period: (code: string): string => {
      const [, year, part = '', n = ''] = /^(\d{4})(?:-(H|Q)?(\d{1,2}))?$/.exec(code) ?? []
      if (!year) return code
      if (n && !part) return month(code)
      if (language === 'en') return n ? `${part}${n} ${year}` : year
      return part === 'H' ? `${year} 年${n === '1' ? '上' : '下'}半年` : part === 'Q' ? `${year} 年 ${n} 季度` : `${year} 年`
    },
    monthShort: (yearMonth: string) => (language === 'zh' ? `${Number(yearMonth.slice(5, 7))} 月` : months[Number(yearMonth.slice(5, 7)) - 1]!),
    /** 11 月 26 日 in a sentence. */
    dayInSentence: (date: string) => (language === 'zh' ? `${Number(date.slice(5, 7))} 月 ${Number(date.slice(8, 10))} 日` : `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1]}`),
    dueInSentence: (instant: string | number) => {
      const { date, time } = dayAndTime(instant, true)
      const today = dateOf(serverNow())
      if (date === today) return language === 'zh' ? `今天 ${time}` : `today ${time}`
      const day = language === 'zh' ? `${Number(date.slice(5, 7))} 月 ${Number(date.slice(8, 10))} 日` : `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1]}`
      const year = date.slice(0, 4) === today.slice(0, 4) ? '' : language === 'zh' ? `${date.slice(0, 4)} 年 ` : ` ${date.slice(0, 4)}`
      return language === 'zh' ? `${year}${day} ${time}` : `${day}${year} ${time}`
    },
    duration: (ms: number) => duration(ms, language),
    count: (value: number) => value.toLocaleString('en-US'),
    percent,
    /** Who did it; what the platform did by itself it does under its own name, which is no person's. */
    by: (name: string): string => (name === 'Luyue' && language === 'zh' ? '系统' : name),
    /** Picks the person's language of a bilingual text; a plain string is passed through. */
    words: (text: { zh: string; en: string } | string | null | undefined) => (text === null || text === undefined ? '' : typeof text === 'string' ? text : text[language]),
  }
}

export type Formats = ReturnType<typeof formatsOf>

export function useFormats(): Formats {
  const { language } = usePreferences()
  return useMemo(() => formatsOf(language), [language])
}

/** For titles that are made outside of a component: a period in the person's language. */
export const periodOf = (code: string): string => formatsOf(preferences().language).period(code)

/** 3280000.00 as 3,280,000.00. */
export const thousands = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',')
export const yuan = (amount: string): string => (amount.startsWith('-') ? `−¥${thousands(amount.slice(1))}` : `¥${thousands(amount)}`)

/** SL20261123-0231 -> SL1123-0231 in the current year; other years stay full. */
export function shortNumber(number: string): string {
  const year = dateOf(serverNow()).slice(0, 4)
  return number.replace(new RegExp(`^([A-Z]+)${year}(\\d{4}-)`), '$1$2')
}
