/** Names of products, makers and competitors are typed by many hands: half width, lower case, without blanks "Ｘ１ 洗衣粉" and "x1洗衣粉" are the same. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
