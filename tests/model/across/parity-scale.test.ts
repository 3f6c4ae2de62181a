import { developmentOverlay, parityOf, plainService, platformOf, productionOverlay } from '../../support/platform';
import { workOf } from '../../support/work';

test('the work of comparing two environments grows in proportion to the services', () => {
  const workWith = (amount: number): number => {
    const services = Object.fromEntries(
      Array.from({ length: amount }, (_, index) => [
        `service-${index}`,
        { ...plainService, hostname: `service-${index}`, port: 5000 + index, database: `service_${index}`, routes: [`/${index}`] },
      ]),
    );
    const list = Object.entries({ dev: developmentOverlay, prod: { ...productionOverlay, hardenedUid: true } }).map(
      ([environment, overlay]) => platformOf({ services, overlay, environment }),
    );
    return workOf(() => expect(parityOf(list)).toHaveLength(1));
  };
  expect(workWith(2000) / workWith(500)).toBeLessThan(5);
});
