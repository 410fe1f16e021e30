import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { Caller, type Context, IsDay, listOf, Nested, NestedList, pageOf, PageQuery, pageSize, Text } from '@luyue/platform';
import { SurveyAnswerView, SurveyTemplateView } from '../views.ts';
import { SURVEY_FIELD_TYPES, SURVEY_KINDS, type SurveyKind } from './surveys.rules.ts';
import { Surveys } from './surveys.service.ts';

const KEY = /^[a-z][a-z0-9_]{0,39}$/;

export class SurveyFieldBody {
  @Matches(KEY) key: string;
  @Nested(() => Text) label: Text;
  @IsIn(SURVEY_FIELD_TYPES) type: (typeof SURVEY_FIELD_TYPES)[number];
  @IsOptional() @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @Length(1, 60, { each: true }) choices?: string[];
  @IsOptional() @IsBoolean() required?: boolean;
}
export class PublishSurveyTemplate {
  /** The next edition of the form under this key. */
  @Matches(KEY) key: string;
  @IsIn(SURVEY_KINDS) kind: SurveyKind;
  @Nested(() => Text) title: Text;
  @NestedList(() => SurveyFieldBody) @ArrayMaxSize(60) fields: SurveyFieldBody[];
  /** Those that are asked for; any where none is named. */
  @IsOptional() @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) @Length(1, 80, { each: true }) products?: string[];
  /** Today when left out. */
  @IsOptional() @IsDay() effectiveFrom?: string;
  @IsString() @Length(2, 500) reason: string;
}
export class SurveyQuery extends PageQuery {
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @Matches(KEY) templateKey?: string;
  @IsOptional() @IsDay() from?: string;
  @IsOptional() @IsDay() to?: string;
}
export class SurveyedQuery {
  @IsUUID() unitId: string;
  @IsDay() from: string;
  @IsDay() to: string;
}
export class SurveyedCustomers {
  /** Active today. */
  @IsInt() customers: number;
  /** Of those, whose lines of business were surveyed (DV-3.1a). */
  @IsInt() business: number;
  /** Of those, whose stock, purchases and sales were surveyed (DV-3.1b). */
  @IsInt() products: number;
  @IsInt() surveys: number;
}

@Controller('v1/distributor-visits')
export class SurveysHttp {
  constructor(private readonly surveys: Surveys) {}

  /** The forms in force. */
  @Get('survey-templates') @ApiOkResponse({ type: listOf(SurveyTemplateView) }) templates(@Caller() ctx: Context) { return this.surveys.list(ctx); }

  @Post('survey-templates') @ApiCreatedResponse({ type: SurveyTemplateView }) publish(@Caller() ctx: Context, @Body() body: PublishSurveyTemplate) { return this.surveys.publish(ctx, body); }

  @Get('surveys') @ApiOkResponse({ type: pageOf(SurveyAnswerView) }) answers(@Caller() ctx: Context, @Query() query: SurveyQuery) { return this.surveys.answers(ctx, { ...query, limit: pageSize(query) }); }

  /** DV-3.1a, DV-3.1b: customers surveyed in a period. */
  @Get('surveys/customers') @ApiOkResponse({ type: SurveyedCustomers }) surveyed(@Caller() ctx: Context, @Query() query: SurveyedQuery) { return this.surveys.surveyed(ctx, query.unitId, query.from, query.to); }
}
