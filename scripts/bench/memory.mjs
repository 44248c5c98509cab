/** Peak memory of this process, as the kernel counts it. */
const MIB = 1024 * 1024;

/** Call before the work. The returned function gives the MiB by which the peak exceeds the memory in use at the call. */
export function watchMemory() {
  const before = process.memoryUsage.rss();
  return () => (process.resourceUsage().maxRSS * 1024 - before) / MIB;
}
