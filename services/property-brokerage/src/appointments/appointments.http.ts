import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, listOf, Nested, NestedList, OptionalIfMatch, OrNull, Text } from '@luyue/platform';
import { Appointments } from './appointments.service.ts';

export class MakeAppointment {
  @IsUUID() stepId: string;
  /** Who is asked to come. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true }) partyIds: string[];
  /** An appointment that was kept without one having been made may lie in the past; nobody is texted then. */
  @IsISO8601({ strict: true }) startsAt: string;
  @IsISO8601({ strict: true }) endsAt: string;
  @IsString() @Length(2, 120) place: string;
  /** What to bring. */
  @IsOptional() @IsString() @MaxLength(500) bring?: string;
  /** The specialist's, for the text. */
  @IsString() @MaxLength(30) phone: string;
}
export class ChangeAppointment {
  @IsISO8601({ strict: true }) startsAt: string;
  @IsISO8601({ strict: true }) endsAt: string;
  @IsString() @Length(2, 120) place: string;
  @IsString() @Length(2, 300) reason: string;
}
export class AnswerAppointment {
  @IsUUID() partyId: string;
  @IsIn(['confirmed', 'another_time']) answer: 'confirmed' | 'another_time';
  @IsOptional() @IsString() @MaxLength(300) note?: string;
}
export class CancelAppointment {
  @IsString() @Length(2, 300) reason: string;
}
export class RecordAttendance {
  /** Who came; empty where nobody did. */
  @IsArray() @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true }) partyIds: string[];
  /** The specialist was there. */
  @IsBoolean() specialist: boolean;
  /** Never in the future. */
  @IsISO8601({ strict: true }) presentAt: string;
  @IsISO8601({ strict: true }) leftAt: string;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}

export class AppointmentAnswer {
  @IsUUID() partyId: string;
  @IsString() name: string;
  @Nested(() => Text) sideName: Text;
  @IsIn(['none', 'confirmed', 'another_time']) answer: 'none' | 'confirmed' | 'another_time';
  @IsString() note: string;
  @OrNull() @IsISO8601() at: string | null;
  @OrNull() @IsString() by: string | null;
  /** Of the text that was sent last; null until the provider has answered, and where none was sent. */
  @OrNull() @IsString() text: string | null;
}
export class AppointmentChange {
  @IsISO8601() at: string;
  @IsString() by: string;
  @IsString() reason: string;
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsString() place: string;
}
export class AttendanceView {
  @IsArray() @IsUUID('all', { each: true }) partyIds: string[];
  @IsBoolean() specialist: boolean;
  @IsISO8601() presentAt: string;
  @IsISO8601() leftAt: string;
  @IsString() note: string;
  @IsString() by: string;
  @IsISO8601() recordedAt: string;
}
export class AppointmentView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() stepId: string;
  @Nested(() => Text) step: Text;
  @IsIn(['planned', 'held', 'cancelled']) status: 'planned' | 'held' | 'cancelled';
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsString() place: string;
  @IsString() bring: string;
  @IsString() phone: string;
  @NestedList(() => AppointmentAnswer) answers: AppointmentAnswer[];
  /** What it was before, the oldest first. */
  @NestedList(() => AppointmentChange) changes: AppointmentChange[];
  @OrNull() @Nested(() => AttendanceView) attendance: AttendanceView | null;
  @IsString() madeBy: string;
  @IsISO8601() madeAt: string;
}

@Controller('v1/property-brokerage/deals/:id/appointments')
export class AppointmentsHttp {
  constructor(private readonly appointments: Appointments) {}

  /** The latest first. */
  @Get() @ApiOkResponse({ type: listOf(AppointmentView) }) list(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.appointments.list(ctx, id); }

  @Post() @ApiCreatedResponse({ type: AppointmentView }) make(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MakeAppointment) { return this.appointments.make(ctx, id, body); }

  /** Another time or place; the parties are texted and asked again. */
  @Post(':appointmentId/change') @HttpCode(200) @ApiOkResponse({ type: AppointmentView })
  change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('appointmentId', ParseUUIDPipe) appointmentId: string, @Body() body: ChangeAppointment, @OptionalIfMatch() version: number | null) { return this.appointments.change(ctx, id, appointmentId, body, version); }

  @Post(':appointmentId/answer') @HttpCode(200) @ApiOkResponse({ type: AppointmentView })
  answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('appointmentId', ParseUUIDPipe) appointmentId: string, @Body() body: AnswerAppointment) { return this.appointments.answer(ctx, id, appointmentId, body); }

  /** PB-4.8: the accompaniment entry, without which a step where the client must come is not finished. */
  @Post(':appointmentId/attendance') @HttpCode(200) @ApiOkResponse({ type: AppointmentView })
  attend(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('appointmentId', ParseUUIDPipe) appointmentId: string, @Body() body: RecordAttendance) { return this.appointments.attend(ctx, id, appointmentId, body); }

  @Post(':appointmentId/cancel') @HttpCode(200) @ApiOkResponse({ type: AppointmentView })
  cancel(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('appointmentId', ParseUUIDPipe) appointmentId: string, @Body() body: CancelAppointment) { return this.appointments.cancel(ctx, id, appointmentId, body.reason); }
}
