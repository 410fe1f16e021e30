import { ServiceEnvironment } from '@luyue/platform';

/** Nothing of its own beyond what every service reads. */
export class DistributorVisitsEnvironment extends ServiceEnvironment {}
