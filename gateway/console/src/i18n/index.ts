import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { prefer } from '../shell/preferences.ts'

type Language = 'zh' | 'en'
/** The words of the house, and those of each context beside its pages; none uses another's names. */
const load = async (language: Language): Promise<Record<string, object>> =>
  Object.assign({}, ...(language === 'zh'
    ? await Promise.all([import('./zh.ts').then((file) => file.zh), import('../property-brokerage/zh.ts').then((file) => file.zh)])
    : await Promise.all([import('./en.ts').then((file) => file.en), import('../property-brokerage/en.ts').then((file) => file.en)])))

export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await load(language) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}

/** Switches the language of the page and keeps the choice for the person. */
export async function speak(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await load(language), true, true)
  prefer({ language })
  await i18next.changeLanguage(language)
}
