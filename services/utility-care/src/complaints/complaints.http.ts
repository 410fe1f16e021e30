import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { CaseView } from '../views.ts';
import { Complaints } from './complaints.service.ts';

export class InvestigateComplaint {
  @IsString() @Length(4, 2000) entry: string;
}
export class ReplyComplaint {
  @IsString() @Length(10, 2000) content: string;
  @IsIn(['phone', 'visit', 'letter', 'sms', 'file_note']) how: 'phone' | 'visit' | 'letter' | 'sms' | 'file_note';
}
export class TransferComplaint {
  @IsUUID() toUserId: string;
  @IsString() @Length(2, 500) reason: string;
}
export class AnswerTransfer {
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
}
export class DeclineTransfer {
  @IsString() @Length(2, 500) reason: string;
}

/** All that whoever was asked needs to know; the case itself may not be theirs to read. */
export class AnsweredTransfer {
  @IsUUID() caseId: string;
  @IsString() number: string;
  @IsIn(['accepted', 'declined']) status: 'accepted' | 'declined';
}

@Controller('v1/utility-care/cases/:id')
export class ComplaintsHttp {
  constructor(private readonly complaints: Complaints) {}

  @Post('investigate') @HttpCode(200) @ApiOkResponse({ type: CaseView }) investigate(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: InvestigateComplaint) { return this.complaints.investigate(ctx, id, body.entry); }

  @Post('reply') @HttpCode(200) @ApiOkResponse({ type: CaseView }) reply(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReplyComplaint) { return this.complaints.reply(ctx, id, body); }

  @Post('transfer') @HttpCode(200) @ApiOkResponse({ type: CaseView }) transfer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: TransferComplaint) { return this.complaints.requestTransfer(ctx, id, body.toUserId, body.reason); }

  @Post('transfer/accept') @HttpCode(200) @ApiOkResponse({ type: AnsweredTransfer }) accept(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerTransfer) { return this.complaints.answerTransfer(ctx, id, true, body.reason ?? null); }

  @Post('transfer/decline') @HttpCode(200) @ApiOkResponse({ type: AnsweredTransfer }) decline(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DeclineTransfer) { return this.complaints.answerTransfer(ctx, id, false, body.reason); }
}
