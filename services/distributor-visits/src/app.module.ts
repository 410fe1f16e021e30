import multipart from '@fastify/multipart';
import { Module } from '@nestjs/common';
import { ApprovalChain, ApprovalDelegation, ApprovalRequest, Approvals1700000000006, ApprovalSeat, ApprovalsModule } from '@luyue/approvals';
import { Agreements1700000000008, Directory1700000000002, DirectoryModule } from '@luyue/directory';
import { Attachment, Attachments1700000000004, AttachmentsModule, MAX_BYTES } from '@luyue/files';
import { CalendarChanges, Obligation, Obligations1700000000003, ObligationsModule, RecurringDuties1700000000009, RecurringDuty } from '@luyue/obligations';
import { type RunningService, startService, type ServiceDefinition } from '@luyue/platform';
import { systemRoles } from '@luyue/regulations';
import { Stock1700000000015 } from '@luyue/stock';
import { AssembledReport, AssembledReportDrops1700000000017, AssembledReports1700000000011, AssembledReportsModule, ReportMail, ReportRound } from '@luyue/reports';
import { AttachmentReaders, AttachmentReadersModule } from './attachment-readers.ts';
import { BasicPoliciesModule } from './basic-policies/basic-policies.module.ts';
import { BasicPolicy } from './basic-policies/basic-policy.entity.ts';
import { CustomerCard } from './cards/card.entity.ts';
import { CardsModule } from './cards/cards.module.ts';
import { ScoreCard, Scorecards1700000000012, ScoreScheme } from '@luyue/scorecards';
import { DailyMatter, DailyReport } from './daily-reports/daily-report.entity.ts';
import { DailyReportsModule } from './daily-reports/daily-reports.module.ts';
import { MonthlyReportsModule } from './monthly-reports/monthly-reports.module.ts';
import { UrgentReport } from './urgent-reports/urgent-report.entity.ts';
import { UrgentReportsModule } from './urgent-reports/urgent-reports.module.ts';
import { DistributorVisitsEnvironment } from './config.ts';
import { CoverageModule } from './visit-coverage/coverage.module.ts';
import { CustomerChange, CustomerPurchase, VisitCustomer } from './customers/customer.entity.ts';
import { CustomersModule } from './customers/customers.module.ts';
import { PurchasesModule } from './purchases/purchases.module.ts';
import { InquiryCard } from './inquiry-cards/inquiry-card.entity.ts';
import { InquiryCardsModule } from './inquiry-cards/inquiry-cards.module.ts';
import { CustomerGrading } from './grading/grade.entity.ts';
import { GradesModule } from './grading/grading.module.ts';
import { migrations } from './migrations/migrations.ts';
import { PlannedVisit, VisitPlan } from './plans/plan.entity.ts';
import { PlansModule, VISIT_PLAN_MATTERS } from './plans/plans.module.ts';
import { Plans } from './plans/plans.service.ts';
import { ProposalsModule } from './proposals/proposals.module.ts';
import { RegionMember, VisitRegion } from './regions/region.entity.ts';
import { RegionsModule } from './regions/regions.module.ts';
import { OpinionsModule } from './opinions/opinions.module.ts';
import { VisitOpinion } from './opinions/opinion.entity.ts';
import { AppealsModule } from './appeals/appeals.module.ts';
import { VisitAppeal } from './appeals/appeal.entity.ts';
import { IntelligenceModule } from './intelligence/intelligence.module.ts';
import { Competitor, IntelligenceShare, VisitIntelligence } from './intelligence/intelligence.entity.ts';
import { ProblemsModule } from './problems/problems.module.ts';
import { TechnicalProblem } from './problems/problem.entity.ts';
import { KnowledgeModule } from './knowledge/knowledge.module.ts';
import { KnowledgeEntry } from './knowledge/knowledge.entity.ts';
import { EventsModule } from './events/events.module.ts';
import { CustomerEvent, EventAttendance } from './events/event.entity.ts';
import { MailingsModule } from './mailings/mailings.module.ts';
import { MailingReceipt, ProductMailing } from './mailings/mailing.entity.ts';
import { FieldRulesModule } from './field-rules/field-rules.module.ts';
import { FieldRule, FieldRuleSignature } from './field-rules/field-rule.entity.ts';
import { SurveyAnswer, SurveyLine, SurveyTemplate } from './surveys/survey.entity.ts';
import { SurveysModule } from './surveys/surveys.module.ts';
import { Visit, VisitDay, VisitRecord } from './visits/visit.entity.ts';
import { VisitsModule } from './visits/visits.module.ts';
import { ItemsModule } from './items/items.module.ts';
import { ItemHandOut, VisitItem } from './items/item.entity.ts';
import { ItemBudgetsModule } from './item-budgets/item-budgets.module.ts';
import { ItemBudget } from './item-budgets/item-budget.entity.ts';
import { GIFT_MATTERS, GiftsModule } from './gifts/gifts.module.ts';
import { Gifts } from './gifts/gifts.service.ts';
import { GiftApplication } from './gifts/gift-application.entity.ts';
import { VisitMailsConsumer } from './visit-mails.consumer.ts';
import { AnalysisModule } from './analysis/analysis.module.ts';

const obligations = ObligationsModule.forRoot('distributor-visits', { recurring: true });

@Module({
  imports: [
    obligations, DirectoryModule.forRoot({ consume: true, imports: [obligations], listeners: [CalendarChanges] }),
    RegionsModule, CustomersModule, PurchasesModule, BasicPoliciesModule, PlansModule, ProposalsModule, CoverageModule, CardsModule, VisitsModule, InquiryCardsModule, SurveysModule,
    OpinionsModule, AppealsModule, IntelligenceModule, ProblemsModule, KnowledgeModule, EventsModule, MailingsModule, FieldRulesModule,
    ItemsModule, ItemBudgetsModule, GiftsModule,
    ApprovalsModule.forRoot('distributor-visits', { matters: { ...GIFT_MATTERS, ...VISIT_PLAN_MATTERS }, roles: systemRoles(['distributor-visits']).map((role) => role.code), imports: [GiftsModule, PlansModule], listeners: [Gifts, Plans] }),
    AttachmentsModule.forRoot('distributor-visits', { imports: [AttachmentReadersModule], guard: AttachmentReaders }),
    GradesModule,
    AnalysisModule,
    AssembledReportsModule.forRoot('distributor-visits'), DailyReportsModule, UrgentReportsModule, MonthlyReportsModule,
  ],
  controllers: [VisitMailsConsumer],
})
export class AppModule {}

export const definition: ServiceDefinition = {
  name: 'distributor-visits', module: AppModule,
  entities: [
    Obligation, RecurringDuty, Attachment,
    VisitRegion, RegionMember, VisitCustomer, CustomerChange, CustomerPurchase, BasicPolicy, VisitPlan, PlannedVisit, CustomerCard, Visit, VisitDay, VisitRecord, InquiryCard, SurveyTemplate, SurveyAnswer, SurveyLine,
    ApprovalRequest, ApprovalSeat, ApprovalChain, ApprovalDelegation,
    VisitOpinion, VisitAppeal, Competitor, VisitIntelligence, IntelligenceShare, TechnicalProblem, KnowledgeEntry, CustomerEvent, EventAttendance, ProductMailing, MailingReceipt, FieldRule, FieldRuleSignature,
    ScoreScheme, ScoreCard, CustomerGrading,
    VisitItem, ItemHandOut, ItemBudget, GiftApplication,
    AssembledReport, ReportRound, ReportMail, DailyReport, DailyMatter, UrgentReport,
  ],
  migrations: [
    Directory1700000000002, Obligations1700000000003, Attachments1700000000004, Agreements1700000000008,
    Approvals1700000000006, Stock1700000000015,
    RecurringDuties1700000000009,
    Scorecards1700000000012,
    AssembledReports1700000000011, AssembledReportDrops1700000000017,
    ...migrations,
  ],
  configure: async (fastify) => fastify.register(multipart, { limits: { files: 1, fileSize: MAX_BYTES + 1 } }),
};

export const Environment = DistributorVisitsEnvironment;
export const createApp = (config: DistributorVisitsEnvironment): Promise<RunningService> => startService(definition, config);
