import { ServiceEnvironment } from '@luyue/platform';

/** Nothing of its own yet beyond what every service reads. */
export class UtilityCareEnvironment extends ServiceEnvironment {}
