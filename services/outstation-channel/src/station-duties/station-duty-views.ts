import { IsArray, IsIn, IsInt, IsISO8601, IsNumber, IsString, IsUUID } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { NestedList, OrNull } from '@luyue/platform';
import { RECORD_KINDS, type RecordKind, TRAINING_STATUSES, TRAINING_TOPICS, type TrainingStatus, type TrainingTopic } from './station-duties.rules.ts';

/** A station under supervision, with what is open for it, the oldest first. */
export class StationSupervisionView {
  @IsUUID() stationUnitId: string;
  @IsString() stationName: string;
  @IsInt() version: number;
  @IsUUID() userId: string;
  @IsString() userName: string;
  @IsString() beginsOn: string;
  @OrNull() @IsString() endsOn: string | null;
  /** Of the last check of its operation. */
  @OrNull() @IsInt() lastStatusScore: number | null;
  @OrNull() @IsInt() lastAttitudeScore: number | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

export class StationRecordView {
  @IsUUID() id: string;
  @IsUUID() stationUnitId: string;
  @IsString() stationName: string;
  @IsIn(RECORD_KINDS) kind: RecordKind;
  @IsString() heldOn: string;
  @OrNull() @IsInt() score: number | null;
  @IsString() text: string;
  @IsArray() @IsString({ each: true }) attendees: string[];
  @OrNull() @IsUUID() trainingId: string | null;
  @IsISO8601() recordedAt: string;
  @IsString() byName: string;
  /** What it met; empty in answers about records of before. */
  @NestedList(() => ObligationView) met: ObligationView[];
}

export class StationTrainingView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() stationUnitId: string;
  @IsString() stationName: string;
  @IsIn(TRAINING_TOPICS) topic: TrainingTopic;
  @IsString() title: string;
  @IsString() plannedOn: string;
  @IsUUID() trainerUserId: string;
  @IsString() trainerName: string;
  @IsIn(TRAINING_STATUSES) status: TrainingStatus;
  @OrNull() @IsString() reason: string | null;
}

/** Checks and trainings of a month, of one station or of all that the caller sees (OC-2.4). */
export class StationDutyMonth {
  @IsString() month: string;
  @IsInt() checks: number;
  @OrNull() @IsNumber() averageScore: number | null;
  @IsInt() talks: number;
  @IsInt() trainings: number;
  @IsInt() attendances: number;
}

/** Checks and trainings of a station in some months (OC-2.4). */
export class StationDutyFigures {
  @IsUUID() stationUnitId: string;
  @IsString() stationName: string;
  @IsInt() checks: number;
  /** Of the checks, two decimals; null for none. */
  @OrNull() @IsNumber() averageScore: number | null;
  @IsInt() talks: number;
  @IsInt() trainings: number;
  @IsInt() attendances: number;
}
