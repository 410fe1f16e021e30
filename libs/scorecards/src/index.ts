export { type PublishedScheme, Schemes } from './schemes.ts';
export { type CardEntry, type CardItem, ScoreCard, ScoreScheme } from './scorecard.entity.ts';
export { AppealCard, DecideCardAppeal, DeductPoints, PublishScoreScheme, ScoreCardRow, ScoreCardView, ScoreManually, ScoreSchemeItem, ScoreSchemeItemView, ScoreSchemeView } from './scorecard-views.ts';
export { type CardFilter, type CardPeriod, type CardSubject, type Figure, type Figures, type OpenCards, type Ranked, Scorecards } from './scorecards.ts';
export { Scorecards1700000000012 } from './scorecards.migration.ts';
export { ScorecardsModule } from './scorecards.module.ts';
export { average, CARD_STATUSES, type CardStatus, ranks, type SchemeItem, totalOf } from './scorecards.rules.ts';
