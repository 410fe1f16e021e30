/** A value that cannot be read or is out of range; `field` is the name callers show beside the message. */
export class InvalidValue extends Error {
  override readonly name = 'InvalidValue';
  constructor(readonly field: string, readonly code: string, message: string) {
    super(message);
  }
}

/** A clock was asked for something its rule forbids (README "How rules are read"); `rule` is the R-number. */
export class ClockRefused extends Error {
  override readonly name = 'ClockRefused';
  constructor(readonly rule: string, readonly code: string, message: string) {
    super(`${message} (${rule})`);
  }
}
