import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { Caller, type Context, OrNull } from '@luyue/platform';
import { Contacts } from './contacts.service.ts';

export class PutContact {
  @IsOptional() @IsEmail() email?: string | null;
  @IsOptional() @Matches(/^\+?[0-9][0-9 -]{4,19}$/) phone?: string | null;
  /** Of SMS and e-mail; left out, it stays. */
  @IsOptional() @IsIn(['zh', 'en']) language?: 'zh' | 'en';
}

export class ContactView {
  @IsUUID() userId: string;
  @OrNull() @IsString() email: string | null;
  @OrNull() @IsString() phone: string | null;
  @IsIn(['zh', 'en']) language: 'zh' | 'en';
}

@Controller('v1/notification/contacts')
export class ContactsHttp {
  constructor(private readonly contacts: Contacts) {}

  @Get(':userId') @ApiOkResponse({ type: ContactView }) get(@Caller() ctx: Context, @Param('userId', ParseUUIDPipe) userId: string) { return this.contacts.get(ctx, userId); }

  @Put(':userId') @ApiOkResponse({ type: ContactView }) put(@Caller() ctx: Context, @Param('userId', ParseUUIDPipe) userId: string, @Body() body: PutContact) { return this.contacts.put(ctx, userId, { email: body.email ?? null, phone: body.phone ?? null, language: body.language }); }
}
