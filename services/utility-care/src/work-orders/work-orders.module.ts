import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { CaseRecordModule } from '../cases/case-record.ts';
import { QualificationsModule } from '../qualifications/qualifications.module.ts';
import { DispatchOrder } from './dispatch-order.ts';
import { FieldWork } from './field-work.ts';
import { OrderPages } from './order-pages.ts';
import { WorkOrdersHttp } from './work-orders.http.ts';
import { WorkOrders } from './work-orders.service.ts';

@Module({ imports: [CaseRecordModule, FilesModule, QualificationsModule], controllers: [WorkOrdersHttp], providers: [WorkOrders, OrderPages, DispatchOrder, FieldWork], exports: [WorkOrders] })
export class WorkOrdersModule {}
