import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, IsDay, IsMonth, listOf, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { RECORD_KINDS, type RecordKind, TRAINING_STATUSES, TRAINING_TOPICS, type TrainingStatus, type TrainingTopic } from './station-duties.rules.ts';
import { StationDuties } from './station-duties.service.ts';
import { StationDutyFigures, StationDutyMonth, StationRecordView, StationSupervisionView, StationTrainingView } from './station-duty-views.ts';
import { StationTrainings } from './station-trainings.ts';


export class SupervisionQuery extends PageQuery {
  @IsOptional() @IsUUID() stationUnitId?: string;
  @IsOptional() @IsUUID() userId?: string;
}

export class SuperviseStation {
  @IsUUID() userId: string;
  /** The first day; of a station that is supervised already it stays as it was. */
  @IsDay() since: string;
}

export class EndSupervision {
  /** The last day. */
  @IsDay() on: string;
  @IsString() @Length(1, 300) reason: string;
}

export class StationRecordQuery extends PageQuery {
  @IsOptional() @IsUUID() stationUnitId?: string;
  @IsOptional() @IsIn(RECORD_KINDS) kind?: RecordKind;
}

export class RecordAtStation {
  @IsUUID() stationUnitId: string;
  @IsIn(RECORD_KINDS) kind: RecordKind;
  /** Its day decides which period it counts for. */
  @IsDay() heldOn: string;
  /** Of a check: 0 to 100, outside it is refused by its clause. */
  @IsOptional() @IsInt() score?: number;
  @IsString() @Length(1, 4000) text: string;
  @IsOptional() @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) @Length(1, 60, { each: true }) attendees?: string[];
}

export class StationTrainingQuery extends PageQuery {
  @IsOptional() @IsUUID() stationUnitId?: string;
  @IsOptional() @IsUUID() trainerUserId?: string;
  @IsOptional() @IsIn(TRAINING_STATUSES) status?: TrainingStatus;
}

export class PlanTraining {
  @IsUUID() stationUnitId: string;
  @IsIn(TRAINING_TOPICS) topic: TrainingTopic;
  @IsString() @Length(1, 120) title: string;
  @IsDay() plannedOn: string;
  @IsUUID() trainerUserId: string;
}

export class HoldTraining {
  @IsDay() heldOn: string;
  @IsString() @Length(1, 4000) text: string;
  @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) @Length(1, 60, { each: true }) attendees: string[];
}

export class CancelTraining {
  @IsString() @Length(1, 300) reason: string;
}

export class StationFiguresQuery {
  @IsMonth() from: string;
  @IsMonth() to: string;
}

export class StationMonthsQuery extends StationFiguresQuery {
  @IsOptional() @IsUUID() stationUnitId?: string;
}

@Controller('v1/outstation-channel')
export class StationDutiesHttp {
  constructor(private readonly duties: StationDuties, private readonly trainings: StationTrainings) {}

  /** OC-3.1.2b: stations with who supervises them and what is owed for each. */
  @Get('station-supervisions') @ApiOkResponse({ type: pageOf(StationSupervisionView) }) supervisions(@Caller() ctx: Context, @Query() query: SupervisionQuery) { return this.duties.supervisions(ctx, { ...query, limit: pageSize(query) }); }

  /** Begins it, or hands it to somebody else. */
  @Put('station-supervisions/:stationUnitId') @ApiOkResponse({ type: StationSupervisionView }) supervise(@Caller() ctx: Context, @Param('stationUnitId', ParseUUIDPipe) stationUnitId: string, @Body() body: SuperviseStation) { return this.duties.supervise(ctx, stationUnitId, body); }

  @Post('station-supervisions/:stationUnitId/end') @HttpCode(200) @ApiOkResponse({ type: StationSupervisionView }) end(@Caller() ctx: Context, @Param('stationUnitId', ParseUUIDPipe) stationUnitId: string, @Body() body: EndSupervision) { return this.duties.end(ctx, stationUnitId, body); }

  /** The latest first. */
  @Get('station-records') @ApiOkResponse({ type: pageOf(StationRecordView) }) records(@Caller() ctx: Context, @Query() query: StationRecordQuery) { return this.duties.records(ctx, { ...query, limit: pageSize(query) }); }

  /** A check, a talk or a training: it meets the duty of its station in the period of its day. */
  @Post('station-records') @ApiCreatedResponse({ type: StationRecordView }) record(@Caller() ctx: Context, @Body() body: RecordAtStation) { return this.duties.record(ctx, body); }

  @Get('station-records/figures') @ApiOkResponse({ type: listOf(StationDutyFigures) }) figures(@Caller() ctx: Context, @Query() query: StationFiguresQuery) { return this.duties.figures(ctx, query.from, query.to); }

  /** OC-2.4: by month, the months without any left out. */
  @Get('station-records/months') @ApiOkResponse({ type: listOf(StationDutyMonth) }) months(@Caller() ctx: Context, @Query() { from, to, stationUnitId }: StationMonthsQuery) { return this.duties.months(ctx, { from, to, stationUnitId }); }

  /** OC-3.4: the plan, the next one first. */
  @Get('station-trainings') @ApiOkResponse({ type: pageOf(StationTrainingView) }) plan(@Caller() ctx: Context, @Query() query: StationTrainingQuery) { return this.trainings.list(ctx, { ...query, status: query.status ?? 'planned', limit: pageSize(query) }); }

  @Post('station-trainings') @ApiCreatedResponse({ type: StationTrainingView }) planTraining(@Caller() ctx: Context, @Body() body: PlanTraining) { return this.trainings.plan(ctx, body); }

  @Post('station-trainings/:id/hold') @HttpCode(200) @ApiOkResponse({ type: StationRecordView }) hold(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: HoldTraining) { return this.trainings.hold(ctx, id, body); }

  @Post('station-trainings/:id/cancel') @HttpCode(200) @ApiOkResponse({ type: StationTrainingView }) cancel(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CancelTraining) { return this.trainings.cancel(ctx, id, body.reason); }
}
