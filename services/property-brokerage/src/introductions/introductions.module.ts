import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { IntroductionsHttp } from './introductions.http.ts';
import { Introductions } from './introductions.service.ts';

@Module({ imports: [DealsModule, MessagesModule], controllers: [IntroductionsHttp], providers: [Introductions], exports: [Introductions] })
export class IntroductionsModule {}
