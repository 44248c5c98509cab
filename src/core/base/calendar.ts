/** Whether the calendar has a day, as `YYYY-MM-DD`. `Date.parse` alone would move 30 February into March. */
export function isDay(day: string): boolean {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === day;
}
