import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { DealsModule } from '../deals/deals.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { ContractCopiesHttp } from './contract-copies.http.ts';
import { ContractCopies } from './contract-copies.service.ts';

@Module({ imports: [DealsModule, MessagesModule, FilesModule], controllers: [ContractCopiesHttp], providers: [ContractCopies], exports: [ContractCopies] })
export class ContractCopiesModule {}
