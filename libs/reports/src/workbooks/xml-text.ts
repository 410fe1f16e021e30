const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: `'` };

/** The text that stands in XML. */
export const decoded = (xml: string): string => xml.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal: string, hex: string, name: string) => ENTITIES[name] ?? (decimal || hex ? String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)) : whole));
