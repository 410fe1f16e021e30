import { Module } from '@nestjs/common';
import { RolesModule } from '../roles/roles.module.ts';
import { ApiKeysHttp, ClientsHttp } from './clients.http.ts';
import { Clients } from './clients.service.ts';

@Module({ imports: [RolesModule], controllers: [ClientsHttp, ApiKeysHttp], providers: [Clients] })
export class ClientsModule {}
