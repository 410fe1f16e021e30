/** First day of the month in which a day lies. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** Of what a customer had to sell in the time, the share that was sold, 0 to 1; null where there was nothing. */
export const sellThrough = (sold: number, left: number): number | null => (sold + left > 0 ? Math.round((sold / (sold + left)) * 10_000) / 10_000 : null);

/** Months from a first to a last one, both included. */
export const monthsIn = (from: string, to: string): number => (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
