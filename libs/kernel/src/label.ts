/** A text of the product: Chinese first, English as the second language. */
export interface Label {
  zh: string;
  en: string;
}
