import { InvalidValue } from './refusal.ts';

const YUAN = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/;

/**
 * An amount of money in whole fen. On the wire it is a decimal string of yuan ("126.40"); it never passes through a
 * floating-point number, so nothing is lost in either direction.
 */
export class Money {
  static readonly zero = new Money(0n);

  private constructor(readonly fen: bigint) {}

  /** @param fen whole fen; a number must be a safe integer. @throws InvalidValue `money.fen` otherwise. */
  static ofFen(fen: bigint | number): Money {
    if (typeof fen === 'number' && !Number.isSafeInteger(fen)) throw new InvalidValue('amount', 'money.fen', `not a whole number of fen: ${fen}`);
    return new Money(BigInt(fen));
  }

  /** Reads yuan such as "126.4", "126.40" or "-3". @throws InvalidValue `money.format`, also for more than 2 decimals. */
  static parse(yuan: string): Money {
    const match = YUAN.exec(yuan);
    if (!match) throw new InvalidValue('amount', 'money.format', `not an amount in yuan with at most 2 decimals: "${yuan}"`);
    const fen = BigInt(match[2]!) * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
    return new Money(match[1] ? -fen : fen);
  }

  static sum(amounts: Iterable<Money>): Money {
    let fen = 0n;
    for (const amount of amounts) fen += amount.fen;
    return new Money(fen);
  }

  add(other: Money): Money {
    return new Money(this.fen + other.fen);
  }

  subtract(other: Money): Money {
    return new Money(this.fen - other.fen);
  }

  negate(): Money {
    return new Money(-this.fen);
  }

  /** @returns -1, 0 or 1, fit for Array.sort. */
  compare(other: Money): -1 | 0 | 1 {
    return this.fen < other.fen ? -1 : this.fen > other.fen ? 1 : 0;
  }

  equals(other: Money): boolean {
    return this.fen === other.fen;
  }

  get isZero(): boolean {
    return this.fen === 0n;
  }

  get isNegative(): boolean {
    return this.fen < 0n;
  }

  /**
   * Splits by whole-number weights without losing a fen: the parts add up to this amount. Fen that do not divide go
   * to the largest remainders, first part first among equals.
   * @throws InvalidValue `money.weights` when no weight is above zero or one is negative or not whole.
   */
  allocate(weights: readonly number[]): Money[] {
    if (!weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0) || !weights.some((weight) => weight > 0)) {
      throw new InvalidValue('weights', 'money.weights', 'weights must be whole, none negative, at least one above zero');
    }
    const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
    const size = this.isNegative ? -this.fen : this.fen;
    const parts = weights.map((weight, index) => {
      const share = size * BigInt(weight);
      return { index, fen: share / total, remainder: share % total };
    });
    let left = size - parts.reduce((sum, part) => sum + part.fen, 0n);
    for (const part of [...parts].sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))) {
      if (left === 0n) break;
      part.fen += 1n;
      left -= 1n;
    }
    return parts.map((part) => new Money(this.isNegative ? -part.fen : part.fen));
  }

  /** Yuan with exactly two decimals: "126.40". */
  toString(): string {
    const digits = (this.isNegative ? -this.fen : this.fen).toString().padStart(3, '0');
    return `${this.isNegative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }

  /** As people read it in a sentence: "356,220.00". */
  get text(): string {
    return this.toString().replace(/\B(?=(\d{3})+\.)/g, ',');
  }

  toJSON(): string {
    return this.toString();
  }
}

/** Whole fen, as a column of whole numbers gives them, in yuan with two decimals: "126.40". */
export const yuan = (fen: bigint | number | string): string => Money.ofFen(BigInt(fen)).toString();
/** The same as people read it in a sentence: "356,220.00". */
export const yuanText = (fen: bigint | number | string): string => Money.ofFen(BigInt(fen)).text;
/** And with its unit, for messages. */
export const yuanWords = (fen: bigint | number | string): { zh: string; en: string } => ({ zh: `${yuanText(fen)} 元`, en: `${yuanText(fen)} yuan` });
