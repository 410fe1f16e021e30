/** A figure with what it should reach: `least` or `most`. */
export function row(name, value, unit, { least, most }, note) {
  const rounded = Math.round(value * 1_000) / 1_000;
  const target = least === undefined ? `≤ ${most}` : `≥ ${least}`;
  return { name, value: rounded, unit, target, ok: least === undefined ? value <= most : value >= least, note };
}
