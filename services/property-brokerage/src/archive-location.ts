import { IsString, Length, MaxLength } from 'class-validator';

/** Where a file stands in the archive; what a company does not use stays empty. */
export class LocationBody {
  /** 库房. */
  @IsString() @Length(1, 60) room: string;
  /** 柜号. */
  @IsString() @MaxLength(60) cabinet: string;
  /** 盒号. */
  @IsString() @MaxLength(60) box: string;
  /** 架位. */
  @IsString() @MaxLength(60) mark: string;
}

/** As people say it: 一号库 / 3 柜 / 12 盒 / B-07. */
export const placeOf = ({ room, cabinet, box, mark }: LocationBody): string => [room, cabinet, box, mark].filter(Boolean).join(' / ');
