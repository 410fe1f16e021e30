// What `npm run bench` measures. Each benchmark opens its own stage and answers rows {name, value, unit, target, ok, note}.
import { consoleBench } from './console.mjs';
import { eventsBench } from './events.mjs';
import { ordersBench } from './orders.mjs';
import { propertyBench } from './property.mjs';
import { recurringBench } from './recurring.mjs';
import { requestsBench } from './requests.mjs';
import { tenantsBench, typeAheadBench } from './scale.mjs';
import { stockBench } from './stock.mjs';
import { visitsBench } from './visits.mjs';

export const benchmarks = {
  requests: requestsBench, 'type-ahead': typeAheadBench, events: eventsBench, tenants: tenantsBench, property: propertyBench, stock: stockBench, console: consoleBench, recurring: recurringBench,
  visits: visitsBench, orders: ordersBench,
};
