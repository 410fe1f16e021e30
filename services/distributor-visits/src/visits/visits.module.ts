import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { AttachmentReadersModule } from '../attachment-readers.ts';
import { CardsModule } from '../cards/cards.module.ts';
import { PlansModule } from '../plans/plans.module.ts';
import { VisitSeamsModule } from '../visit-seams.ts';
import { VisitSync } from './visit-sync.ts';
import { VisitToday } from './visit-today.ts';
import { VisitsHttp } from './visits.http.ts';
import { Visits } from './visits.service.ts';

@Module({ imports: [PlansModule, CardsModule, VisitSeamsModule, FilesModule, AttachmentReadersModule], controllers: [VisitsHttp], providers: [Visits, VisitSync, VisitToday], exports: [Visits, CardsModule, VisitSeamsModule, PlansModule] })
export class VisitsModule {}
