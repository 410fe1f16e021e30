/** 80 米, 1.2 公里. */
export const lengthOf = (metres: number, t: (key: string, values: Record<string, unknown>) => string): string => (metres < 1000 ? t('map.metres', { count: Math.round(metres) }) : t('map.kilometres', { count: Math.round(metres / 100) / 10 }))
