import * as fc from 'fast-check';
import { flawOfSchedule, isTimeZone, timeZones } from '../../formats';

test.each([
  '* * * * *',
  '30 2 * * *',
  '*/15 8-18 * * mon-fri',
  '0 0 1,15 JAN-jun ?',
  '5/10 * * * 0',
  '0 0 31 1,2 *',
  '0 0 29 2 *',
  '0 0 31 2 mon',
  '@daily',
  '@every 1h30m',
  '  0   4  *  * sun ',
])('%j is a schedule', (schedule) => {
  expect(flawOfSchedule(schedule)).toBeUndefined();
});

test.each([
  ['', 'has 0 fields instead of 5'],
  ['0\ufeff4 * * *', 'has 4 fields instead of 5'],
  ['0 4 * * *\ufeff', 'has the day of the week "*\ufeff", which is none'],
  ['0\u00a04 * * *', 'has 4 fields instead of 5'],
  ['* * * *', 'has 4 fields instead of 5'],
  ['0 30 2 * * *', 'has 6 fields instead of 5'],
  ['60 * * * *', 'has the minute "60", which is none'],
  ['0 24 * * *', 'has the hour "24", which is none'],
  ['0 0 0 * *', 'has the day of the month "0", which is none'],
  ['0 0 * 13 *', 'has the month "13", which is none'],
  ['0 0 * * 7', 'has the day of the week "7", which is none'],
  ['0 0 * * fun', 'has the day of the week "fun", which is none'],
  ['5-1 * * * *', 'has the minute "5-1", which is none'],
  ['*/0 * * * *', 'has the minute "*/0", which is none'],
  ['1,,2 * * * *', 'has the minute "1,,2", which is none'],
  ['*-5 * * * *', 'has the minute "*-5", which is none'],
  ['H * * * *', 'has the minute "H", which is none'],
  ['0 0 30 2 *', 'names a day that none of its months has'],
  ['0 0 31 4,6 *', 'names a day that none of its months has'],
  ['TZ=Europe/Berlin 0 0 * * *', 'names a time zone'],
  ['CRON_TZ=UTC 0 0 * * *', 'names a time zone'],
  ['@dayly', 'is no macro that Kubernetes knows'],
  ['@reboot', 'is no macro that Kubernetes knows'],
  ['@every', 'is no macro that Kubernetes knows'],
  ['@every day', 'has no length of time after `@every`, such as `1h30m`'],
  ['@every 0s', 'has no length of time after `@every`, such as `1h30m`'],
])('%j is none', (schedule, flaw) => {
  expect(flawOfSchedule(schedule)).toBe(flaw);
});

test('no text breaks it', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d*/,? a-z@-]{0,40}$/)), (text) => void flawOfSchedule(text)));
});

test.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'America/Port-au-Prince', 'Etc/UTC'])(
  '%s is a time zone',
  (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  },
);

test.each(['', 'utc', 'europe/berlin', 'Europe/Berln', '+01:00', 'Local', 'Europe', 'Europe/Berlin '])('%j is none', (zone) => {
  expect(isTimeZone(zone)).toBe(false);
});

test('time zones are listed in order', () => {
  expect(timeZones).toEqual([...timeZones].sort());
  expect(timeZones).toContain('UTC');
});
