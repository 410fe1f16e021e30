import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Caller, type Context, IfMatch, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { ContactChanges } from './contact-changes.ts';
import { Leaves } from './leaves.ts';
import { AskedLeaveView, AskLeave, ChangeQuery, ChangeStaff, ContactChangeView, DecideChange, DecideLeave, EmployStaff, LeaveStaff, OutstationStaffPage, OutstationStaffView, StaffQuery, TellChange } from './staff-views.ts';
import { Staff } from './staff.service.ts';

@Controller('v1/outstation-channel')
export class StaffHttp {
  constructor(private readonly staff: Staff, private readonly leaves: Leaves, private readonly changes: ContactChanges) {}

  @Get('staff') @ApiOkResponse({ type: pageOf(OutstationStaffView) }) list(@Caller() ctx: Context, @Query() query: StaffQuery) { return this.staff.list(ctx, { ...query, left: query.left === 'true', limit: pageSize(query) }); }

  @Post('staff') @ApiCreatedResponse({ type: OutstationStaffPage }) employ(@Caller() ctx: Context, @Body() body: EmployStaff) { return this.staff.employ(ctx, body); }

  @Get('staff/:id') @ApiOkResponse({ type: OutstationStaffPage }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.staff.get(ctx, id); }

  @Patch('staff/:id') @ApiOkResponse({ type: OutstationStaffPage }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: ChangeStaff) { return this.staff.change(ctx, id, version, body); }

  /** Employment ends by date; each posting stays in handover until it is signed (OC-4.6). */
  @Post('staff/:id/leave') @HttpCode(200) @ApiOkResponse({ type: OutstationStaffPage }) leave(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: LeaveStaff) { return this.staff.leave(ctx, id, body); }

  @Post('staff/:id/absences') @HttpCode(200) @ApiOkResponse({ type: OutstationStaffPage }) ask(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AskLeave) { return this.leaves.ask(ctx, id, body); }

  @Post('staff/:id/absences/:leaveId/decide') @HttpCode(200) @ApiOkResponse({ type: OutstationStaffPage })
  decideLeave(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('leaveId', ParseUUIDPipe) leaveId: string, @Body() body: DecideLeave) { return this.leaves.decide(ctx, id, leaveId, body); }

  /** Leave that nobody has decided yet, the longest first. */
  @Get('absences') @ApiOkResponse({ type: pageOf(AskedLeaveView) }) asked(@Caller() ctx: Context, @Query() query: PageQuery) { return this.leaves.asked(ctx, { ...query, limit: pageSize(query) }); }

  /** OC-3.5.2: own contact data changed. */
  @Post('staff/:id/contact-changes') @HttpCode(200) @ApiOkResponse({ type: OutstationStaffPage }) tell(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: TellChange) { return this.changes.tell(ctx, id, body); }

  /** What waits for the person in charge of the channel, the longest first. */
  @Get('contact-changes') @ApiOkResponse({ type: pageOf(ContactChangeView) }) changesOf(@Caller() ctx: Context, @Query() query: ChangeQuery) { return this.changes.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post('contact-changes/:id/decide') @HttpCode(200) @ApiOkResponse({ type: OutstationStaffPage }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideChange) { return this.changes.decide(ctx, id, body); }
}
