import { ArrayMaxSize, ArrayUnique, IsArray, IsEmail, IsIn, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { Nested, NestedList } from '@luyue/platform';
import { UTILITIES } from './views.ts';

// What a shop says of a signed contract: by a request, or in a workbook that is read.

export class RepresentativeBody {
  @IsString() @Length(1, 60) name: string;
  @IsString() @MaxLength(30) phone: string;
  @IsString() @MaxLength(30) idNumber: string;
}
export class PartyBody {
  @IsIn(['seller', 'buyer']) side: 'seller' | 'buyer';
  @IsString() @Length(1, 100) name: string;
  @IsIn(['id_card', 'passport', 'business_licence', 'other']) idKind: 'id_card' | 'passport' | 'business_licence' | 'other';
  @IsString() @Length(4, 40) idNumber: string;
  @IsString() @MaxLength(30) phone: string;
  @IsOptional() @IsEmail() email?: string | null;
  /** Of the messages to the party. */
  @IsOptional() @IsIn(['zh', 'en']) language?: 'zh' | 'en';
  /** Who acts for the party; shows a notarised power of attorney at the document transfer (PB-4.2). */
  @IsOptional() @Nested(() => RepresentativeBody) representative?: RepresentativeBody | null;
}
export class PropertyBody {
  @IsString() @Length(2, 200) address: string;
  @IsOptional() @IsString() @Length(2, 60) certificateNumber?: string | null;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 2 }) @Min(1) @Max(1_000_000) areaSquareMetres?: number | null;
  @IsOptional() @IsString() @Length(1, 30) use?: string;
}
/** What F1 begins with (PB-4.1a). Amounts in yuan, two decimals at most. */
export class BasicsBody {
  @IsIn(['sale', 'lease']) business: 'sale' | 'lease';
  @IsOptional() @IsIn(['full_payment', 'mortgage']) payment?: 'full_payment' | 'mortgage' | null;
  /** As people say it: 滨江一号 2 栋 1501. */
  @IsString() @Length(2, 80) title: string;
  @IsString() @Length(1, 40) city: string;
  @Nested(() => PropertyBody) property: PropertyBody;
  @IsString() @Length(1, 60) contractNumber: string;
  @IsString() @MaxLength(20) price: string;
  @IsOptional() @IsString() @MaxLength(20) commissionSeller?: string;
  @IsOptional() @IsString() @MaxLength(20) commissionBuyer?: string;
  /** In a lease those that it transfers (reading 14). */
  @IsOptional() @IsArray() @ArrayUnique() @IsIn(UTILITIES, { each: true }) utilities?: string[];
  @NestedList(() => PartyBody) @ArrayMaxSize(20) parties: PartyBody[];
}
export class OpenDealBody extends BasicsBody {
  @IsUUID() shopUnitId: string;
  /** The customer service department; the tenant's one unit that is designated so when left out. */
  @IsOptional() @IsUUID() departmentUnitId?: string;
  /** Whoever opens it when left out. */
  @IsOptional() @IsUUID() agentUserId?: string;
  /** Never in the future. */
  @IsISO8601({ strict: true }) signedAt: string;
}
