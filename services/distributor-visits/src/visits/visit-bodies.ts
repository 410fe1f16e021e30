import { IsBoolean, IsIn, IsNumber, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { Nested, refuse, validationPipe } from '@luyue/platform';

const GUIDANCE = ['explanation', 'guidance', 'service', 'other'] as const;

/** Where the device was; nothing where it does not know. */
export class PlaceBody {
  @IsOptional() @IsNumber() @Min(-90) @Max(90) latitude?: number;
  @IsOptional() @IsNumber() @Min(-180) @Max(180) longitude?: number;
  /** Metres. */
  @IsOptional() @IsNumber() @Min(0) @Max(100_000) accuracyM?: number;
}
export class CheckInBody extends PlaceBody {
  @IsUUID() customerId: string;
  @IsOptional() @IsUUID() plannedVisitId?: string;
  /** Needed outside the plan, and for a visit that somebody else was named for. */
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
}
/** What goes on the customer card of the visit (客户卡). */
export class CardWords {
  @IsOptional() @IsString() @MaxLength(2000) situation?: string;
  @IsOptional() @IsString() @MaxLength(2000) requests?: string;
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}
export class CheckOutBody extends PlaceBody {
  @IsOptional() @IsString() @MaxLength(2000) effect?: string;
  @IsOptional() @Nested(() => CardWords) card?: CardWords;
}
/** DV-3.2a. */
export class ActivityBody {
  @IsIn(GUIDANCE) activity: (typeof GUIDANCE)[number];
  /** Needed of an explanation. */
  @IsOptional() @IsString() @Length(1, 80) product?: string;
  @IsOptional() @IsBoolean() performance?: boolean;
  @IsOptional() @IsBoolean() features?: boolean;
  @IsOptional() @IsBoolean() precautions?: boolean;
  @IsOptional() @IsString() @MaxLength(2000) note?: string;
}
export class NoteBody {
  @IsString() @Length(1, 4000) text: string;
}
export class SignatureBody {
  /** Who signed; drawn, it comes with a picture, else the typed name stands for it. */
  @IsString() @Length(1, 60) name: string;
}
const pipe = validationPipe();

/** A record's body as its class; throws 400 naming the field. */
export async function bodyOf<T extends object>(type: new () => T, body: unknown): Promise<T> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refuse.field('body', 'object', { zh: '应是对象', en: 'an object is needed' }, 'DV-9a');
  return await pipe.transform(body, { type: 'body', metatype: type }) as T;
}
