import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, listOf, Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { DealAction, DealView } from '../views.ts';
import { FormNumbers } from './form-numbers.ts';
import { type FormCode, FORMS } from './forms.rules.ts';
import { DealForms, type PrintedFile } from './forms.service.ts';

const FORMATS = ['pdf', 'xlsx'] as const;
export type FormFormat = (typeof FORMATS)[number];

export class WhichForm {
  @IsUUID() id: string;
  @IsIn(FORMS) form: FormCode;
}
export class FormQuery {
  /** Of F3: which slip. */
  @IsOptional() @IsUUID() slipId?: string;
}
export class FormFileQuery extends FormQuery {
  /** pdf when left out. */
  @IsOptional() @IsIn(FORMATS) format?: FormFormat;
}
export class RevealForm extends FormFileQuery {
  /** Why the full numbers are needed; it stays on the timeline. */
  @IsString() @Length(2, 200) reason: string;
}
export class PublishFormNumber {
  @IsIn(FORMS) form: FormCode;
  @IsString() @MaxLength(100) number: string;
  /** Now when left out; never in the past. */
  @IsOptional() @IsISO8601({ strict: true }) effectiveFrom?: string;
  @IsString() @Length(2, 500) reason: string;
}

export class FormNumberView {
  @IsIn(FORMS) form: FormCode;
  @Nested(() => Text) title: Text;
  /** 0 is the number of the rulebook. */
  @IsInt() edition: number;
  @IsString() number: string;
  @OrNull() @IsISO8601() effectiveFrom: string | null;
  @IsBoolean() inForce: boolean;
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsString() publishedBy: string | null;
}

export class FormGap {
  @IsString() field: string;
  @IsString() code: string;
  @Nested(() => Text) text: Text;
  @IsString() clause: string;
}
export class FormChange {
  @IsISO8601() at: string;
  @IsString() by: string;
  @IsString() title: string;
}
export class FormState {
  @IsIn(FORMS) form: FormCode;
  @Nested(() => Text) title: Text;
  /** In force now. */
  @IsString() number: string;
  /** There is something to show: for F3 a slip, for F4 a handover. */
  @IsBoolean() available: boolean;
  /** F1 and F2: when the specialist declared them complete. F3: the latest submission. F4: when the specialist had it. */
  @OrNull() @IsISO8601() completedAt: string | null;
  @OrNull() @IsString() completedBy: string | null;
  @OrNull() @Nested(() => FormChange) lastChange: FormChange | null;
  /** What changed on it stands on the deal's timeline under these clauses. */
  @IsArray() @IsString({ each: true }) clauses: string[];
  /** What it still lacks now, also after it was complete. */
  @NestedList(() => FormGap) missing: FormGap[];
}
/** The four forms of a deal as they stand. */
export class DealFormsView {
  @NestedList(() => FormState) items: FormState[];
  /** Of completing F1 and F2 (PB-4.3b). */
  @OrNull() @Nested(() => ObligationView) obligation: ObligationView | null;
  @NestedList(() => DealAction) actions: DealAction[];
}

export class FormFieldView {
  @IsString() label: string;
  /** As on the wire of its kind: yuan, YYYY-MM-DD, RFC 3339, or words. */
  @OrNull() @IsString() value: string | null;
  @IsOptional() @IsIn(['text', 'number', 'money', 'date', 'time']) kind?: string;
  @IsOptional() @IsArray() @IsString({ each: true }) options?: string[];
  @IsOptional() @IsArray() @IsString({ each: true }) chosen?: string[];
  @IsOptional() @IsInt() span?: number;
}
export class FormColumnView {
  @IsString() key: string;
  @IsString() label: string;
  @IsOptional() @IsIn(['text', 'number', 'money', 'date', 'time']) kind?: string;
  @IsOptional() @IsNumber() width?: number;
}
export class FormSignatureView {
  @IsString() label: string;
  @IsOptional() @IsString() name?: string;
  @IsOptional() @IsString() date?: string;
}
export class FormRowView {
  /** One for each column; empty where nothing is filled in. */
  @IsArray() @IsString({ each: true }) cells: string[];
}
/** By its type: fields, a table of columns and rows, signatures, or a note. */
export class FormSectionView {
  @IsIn(['fields', 'table', 'signatures', 'note']) type: 'fields' | 'table' | 'signatures' | 'note';
  @IsOptional() @IsString() heading?: string;
  @IsOptional() @NestedList(() => FormFieldView) fields?: FormFieldView[];
  @IsOptional() @NestedList(() => FormColumnView) columns?: FormColumnView[];
  @IsOptional() @NestedList(() => FormRowView) rows?: FormRowView[];
  @IsOptional() @Nested(() => FormRowView) totals?: FormRowView;
  @IsOptional() @NestedList(() => FormSignatureView) lines?: FormSignatureView[];
  @IsOptional() @IsString() text?: string;
}
/** A form as it would print now, with the numbers of people masked. */
export class DealFormView {
  @IsIn(FORMS) form: FormCode;
  @IsString() title: string;
  @IsString() number: string;
  @NestedList(() => FormSectionView) sections: FormSectionView[];
}

const MISSING = 'x-missing-characters';
const FILE = {
  content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
  headers: { [MISSING]: { description: 'Characters that no font of the printed form has, percent-encoded; they are boxes on it. Left out when there are none.', schema: { type: 'string' } } },
} as const;

/** F1 to F4 of a deal (PB-5), and their numbers. */
@Controller('v1/property-brokerage')
export class FormsHttp {
  constructor(private readonly forms: DealForms, private readonly numbers: FormNumbers) {}

  @Get('deals/:id/forms') @ApiOkResponse({ type: DealFormsView }) states(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.forms.states(ctx, id); }

  /** PB-4.3b: F1 and F2 have every step and every receivable that is known or expected, by the contract. */
  @Post('deals/:id/forms/complete') @HttpCode(200) @ApiOkResponse({ type: DealView }) complete(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.forms.complete(ctx, id); }

  @Get('deals/:id/forms/:form') @ApiOkResponse({ type: DealFormView }) view(@Caller() ctx: Context, @Param() which: WhichForm, @Query() query: FormQuery) { return this.forms.view(ctx, which, query.slipId); }

  /** Printed, or as a workbook; the numbers of people are masked. */
  @Get('deals/:id/forms/:form/file') @ApiOkResponse(FILE) @Header('cache-control', 'private, no-store') @Header('content-security-policy', 'sandbox') async file(@Caller() ctx: Context, @Param() which: WhichForm, @Query() query: FormFileQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    return sent(await this.forms.file(ctx, which, query), reply);
  }

  /** The same with the full numbers, for whoever may see them; who took it and why stays on the timeline. */
  @Post('deals/:id/forms/:form/file') @HttpCode(200) @ApiOkResponse(FILE) @Header('cache-control', 'private, no-store') @Header('content-security-policy', 'sandbox') async reveal(@Caller() ctx: Context, @Param() which: WhichForm, @Body() body: RevealForm, @Res({ passthrough: true }) reply: FastifyReply) {
    return sent(await this.forms.reveal(ctx, which, body), reply);
  }

  /** PB-5: the number of each form, with its editions. */
  @Get('form-numbers') @ApiOkResponse({ type: listOf(FormNumberView) }) list(@Caller() ctx: Context) { return this.numbers.list(ctx); }

  @Post('form-numbers') @ApiCreatedResponse({ type: listOf(FormNumberView) }) publish(@Caller() ctx: Context, @Body() body: PublishFormNumber) { return this.numbers.publish(ctx, body); }
}

function sent({ name, type, content, missing }: PrintedFile, reply: FastifyReply): StreamableFile {
  if (missing.length) void reply.header(MISSING, encodeURIComponent(missing.join('')));
  return new StreamableFile(content, { type, length: content.length, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
}
