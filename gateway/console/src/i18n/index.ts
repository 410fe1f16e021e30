import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { prefer, preferences } from '../shell/preferences.ts'

type Language = 'zh' | 'en'
/** The same words in another language: one that is missing does not compile. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : T[K] extends string[] ? string[] : Same<T[K]> }
/** The words of the house, or of a context beside its pages; none uses another's names. */
export type Words = Record<Language, () => Promise<object>>

const known = new Set<Words>([{ zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) }])
const load = async (language: Language): Promise<object> => Object.assign({}, ...(await Promise.all([...known].map((words) => words[language]()))))

let begin: () => void
const begun = new Promise<void>((done) => {
  begin = done
})

export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await load(language) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  begin()
}

/** Learns the words of a context, before the first of its pages is shown. Its page is loaded beside the start. */
export async function learn(words: Words): Promise<void> {
  known.add(words)
  const language = (i18next.language as Language | undefined) ?? preferences().language
  const [found] = await Promise.all([words[language](), begun])
  i18next.addResourceBundle(language, 'translation', found, true, true)
}

/** Switches the language of the page and keeps the choice for the person. */
export async function speak(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await load(language), true, true)
  prefer({ language })
  await i18next.changeLanguage(language)
}
