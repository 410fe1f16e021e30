import multipart from '@fastify/multipart';
import { Module } from '@nestjs/common';
import { ApprovalChain, ApprovalDelegation, ApprovalRequest, Approvals1700000000006, ApprovalSeat, ApprovalsModule } from '@luyue/approvals';
import { Agreements1700000000008, Directory1700000000002, DirectoryModule } from '@luyue/directory';
import { Attachment, Attachments1700000000004, AttachmentsModule, MAX_BYTES } from '@luyue/files';
import { CalendarChanges, Obligation, Obligations1700000000003, ObligationsModule, RecurringDuties1700000000009, RecurringDuty } from '@luyue/obligations';
import { AssembledReport, AssembledReportDrops1700000000017, AssembledReports1700000000011, AssembledReportsModule, ReportMail, ReportRound } from '@luyue/reports';
import { systemRoles } from '@luyue/regulations';
import { type RunningService, startService, type ServiceDefinition } from '@luyue/platform';
import { ScoreCard, Scorecards1700000000012, ScoreScheme } from '@luyue/scorecards';
import { CHANNEL_MATTERS } from './channel-approvals.ts';
import { ChannelFilesModule } from './channel-files.module.ts';
import { ChannelFiles } from './channel-files.ts';
import { ChannelDocument, DocumentEdition, DocumentSignature } from './channel-documents/channel-document.entity.ts';
import { ChannelDocumentsModule } from './channel-documents/channel-documents.module.ts';
import { ConductRecord } from './conduct/conduct-record.entity.ts';
import { ConductModule } from './conduct/conduct.module.ts';
import { ChannelMailsConsumer } from './channel-mails.consumer.ts';
import { CrisisDrill, DrillResult } from './crisis-drills/crisis-drill.entity.ts';
import { CrisisDrillsModule } from './crisis-drills/crisis-drills.module.ts';
import { Stock1700000000015, StockGuards1700000000016 } from '@luyue/stock';
import { OutstationChannelEnvironment } from './config.ts';
import { HandoverRule } from './handover-rules/handover-rule.entity.ts';
import { HandoverRulesModule } from './handover-rules/handover-rules.module.ts';
import { ChannelExchange } from './exchanges/exchange.entity.ts';
import { ExchangesModule } from './exchanges/exchanges.module.ts';
import { Incident, IncidentEntry } from './incidents/incident.entity.ts';
import { IncidentsModule } from './incidents/incidents.module.ts';
import { migrations } from './migrations/migrations.ts';
import { FaultyStock } from './monthly-reports/faulty-stock.entity.ts';
import { MonthlyReportsModule } from './monthly-reports/monthly-reports.module.ts';
import { ChannelContact, Operator, OperatorMatter, OperatorTalk } from './operators/operator.entity.ts';
import { OperatorsModule } from './operators/operators.module.ts';
import { Posting, PostingHandover, PostingRegion } from './postings/posting.entity.ts';
import { PostingsModule } from './postings/postings.module.ts';
import { MarketItem, QualityIssue } from './quality-issues/quality-issue.entity.ts';
import { QualityIssuesModule } from './quality-issues/quality-issues.module.ts';
import { StaffRanking } from './rankings/ranking.entity.ts';
import { RankingsModule } from './rankings/rankings.module.ts';
import { ReachCall } from './reachability/reach-call.entity.ts';
import { ReachabilityModule } from './reachability/reachability.module.ts';
import { ChannelRegion, DeviceModel, RegionClassRow, RegionSales, SalesMonth } from './regions/region.entity.ts';
import { RegionsModule } from './regions/regions.module.ts';
import { RotationProposal, RotationRound } from './rotations/rotation.entity.ts';
import { RotationsModule } from './rotations/rotations.module.ts';
import { ScoresModule } from './scores/scores.module.ts';
import { ContactChange, OutstationStaff, StaffLeave } from './staff/staff.entity.ts';
import { StaffModule } from './staff/staff.module.ts';
import { StationDutiesModule } from './station-duties/station-duties.module.ts';
import { StationRecord, StationSupervision, StationTraining } from './station-duties/station-record.entity.ts';
import { StationMessage } from './station-messages/station-message.entity.ts';
import { StationMessagesModule } from './station-messages/station-messages.module.ts';
import { TravelClaim, TravelClaimLine } from './travel-claims/travel-claim.entity.ts';
import { TravelClaimsModule } from './travel-claims/travel-claims.module.ts';
import { BusinessTrip, TripEvidence } from './trips/trip.entity.ts';
import { TripsModule } from './trips/trips.module.ts';
import { Trips } from './trips/trips.service.ts';
import { FraudCase } from './fraud-signals/fraud-case.entity.ts';
import { FraudSignalsModule } from './fraud-signals/fraud-signals.module.ts';
import { OrderGuidance, OrderMailing, RepairOrder } from './repair-orders/order.entity.ts';
import { OrderFiguresModule } from './order-figures/order-figures.module.ts';
import { RepairOrdersModule } from './repair-orders/repair-orders.module.ts';
import { Replacement } from './replacements/replacement.entity.ts';
import { ReplacementsModule } from './replacements/replacements.module.ts';
import { Replacements } from './replacements/replacements.service.ts';
import { LoansModule } from './loans/loans.module.ts';
import { Loans } from './loans/loans.service.ts';
import { SpareLoan } from './loans/spare-loan.entity.ts';
import { SpareViolation } from './spare-violations/spare-violation.entity.ts';
import { SpareViolationsModule } from './spare-violations/spare-violations.module.ts';
import { SpareApplication, SpareItem, SpareReturn } from './spares/spare.entity.ts';
import { SpareApplications } from './spares/spare-applications.ts';
import { SpareReturns } from './spares/spare-returns.ts';
import { SparesModule } from './spares/spares.module.ts';
import { LabourRate, StationSettlement } from './settlements/settlement.entity.ts';
import { SettlementsModule } from './settlements/settlements.module.ts';
import { AuthorisedStation, StationChange } from './stations/station.entity.ts';
import { StationsModule } from './stations/stations.module.ts';
import { TechnicalEntry, TechnicalRequest } from './technical-support/technical-request.entity.ts';
import { TechnicalSupportModule } from './technical-support/technical-support.module.ts';
import { WeeklyReportsModule } from './weekly-reports/weekly-reports.module.ts';

const obligations = ObligationsModule.forRoot('outstation-channel', { recurring: true });

@Module({
  imports: [
    obligations, DirectoryModule.forRoot({ consume: true, imports: [obligations], listeners: [CalendarChanges] }),
    RegionsModule, StaffModule, PostingsModule,
    IncidentsModule, StationDutiesModule, OperatorsModule, StationMessagesModule, QualityIssuesModule,
    ReachabilityModule, TripsModule, TravelClaimsModule, ConductModule, ScoresModule, RankingsModule, RotationsModule,
    HandoverRulesModule,
    ChannelDocumentsModule, TechnicalSupportModule, CrisisDrillsModule,
    StationsModule,
    RepairOrdersModule,
    OrderFiguresModule,
    AttachmentsModule.forRoot('outstation-channel', { imports: [ChannelFilesModule], guard: ChannelFiles }),
    FraudSignalsModule,
    SettlementsModule,
    AssembledReportsModule.forRoot('outstation-channel'), WeeklyReportsModule, MonthlyReportsModule, ExchangesModule,
    SparesModule,
    SpareViolationsModule,
    LoansModule,
    ReplacementsModule,
    ApprovalsModule.forRoot('outstation-channel', {
      matters: CHANNEL_MATTERS, roles: systemRoles(['outstation-channel']).map((role) => role.code),
      imports: [SparesModule, LoansModule, ReplacementsModule, TripsModule], listeners: [SpareApplications, SpareReturns, Loans, Replacements, Trips],
    }),
  ],
  controllers: [ChannelMailsConsumer],
})
export class AppModule {}

export const definition: ServiceDefinition = {
  name: 'outstation-channel', module: AppModule, entities: [
    Obligation, RecurringDuty, Attachment,
    ChannelRegion, RegionClassRow, RegionSales, SalesMonth, DeviceModel, OutstationStaff, StaffLeave, ContactChange, Posting, PostingRegion, PostingHandover,
    Incident, IncidentEntry, StationSupervision, StationRecord, StationTraining, Operator, OperatorTalk, OperatorMatter, ChannelContact, StationMessage, QualityIssue, MarketItem,
    ReachCall, BusinessTrip, TripEvidence, TravelClaim, TravelClaimLine, ConductRecord, ScoreScheme, ScoreCard, StaffRanking, RotationRound, RotationProposal,
    HandoverRule,
    ChannelDocument, DocumentEdition, DocumentSignature, TechnicalRequest, TechnicalEntry, CrisisDrill, DrillResult,
    AuthorisedStation, StationChange,
    RepairOrder, OrderMailing, OrderGuidance,
    FraudCase,
    LabourRate, StationSettlement,
    AssembledReport, ReportRound, ReportMail, FaultyStock, ChannelExchange,
    SpareItem, SpareApplication, SpareReturn,
    SpareViolation,
    SpareLoan,
    Replacement,
    ApprovalRequest, ApprovalSeat, ApprovalChain, ApprovalDelegation,
  ],
  migrations: [Directory1700000000002, Obligations1700000000003, Attachments1700000000004, Approvals1700000000006, Agreements1700000000008, RecurringDuties1700000000009, AssembledReports1700000000011, Scorecards1700000000012, Stock1700000000015, StockGuards1700000000016, AssembledReportDrops1700000000017, ...migrations],
  configure: async (fastify) => fastify.register(multipart, { limits: { files: 1, fileSize: MAX_BYTES + 1 } }),
};

export const Environment = OutstationChannelEnvironment;
export const createApp = (config: OutstationChannelEnvironment): Promise<RunningService> => startService(definition, config);
