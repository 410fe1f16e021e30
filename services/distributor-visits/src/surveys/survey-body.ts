import { ArrayMaxSize, IsNumber, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { Nested, NestedList } from '@luyue/platform';

const MONEY = /^\d{1,12}(\.\d{1,2})?$/;

export class SurveyFigure {
  @IsNumber({ maxDecimalPlaces: 3 }) @Min(0) @Max(1_000_000_000) quantity: number;
  /** Yuan. */
  @IsOptional() @Matches(MONEY) amount?: string;
}
/** A product with what is known of it. */
export class SurveyLineBody {
  @IsString() @Length(1, 80) product: string;
  @IsOptional() @Nested(() => SurveyFigure) stock?: SurveyFigure;
  @IsOptional() @Nested(() => SurveyFigure) purchases?: SurveyFigure;
  @IsOptional() @Nested(() => SurveyFigure) sales?: SurveyFigure;
}
/** Body of a record of the kind `survey`. */
export class SurveyBody {
  @IsUUID('all') templateId: string;
  /** By the keys of the form's fields. */
  @IsOptional() @IsObject() values?: Record<string, unknown>;
  @IsOptional() @NestedList(() => SurveyLineBody) @ArrayMaxSize(200) lines?: SurveyLineBody[];
}
