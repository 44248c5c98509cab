/** Runs the simulator of the soak in its own process, with all kinds of faults and a queue for three and a half parts. */
import { startSimulator } from "../../src/simulator/index.js";

const perPart = Number(process.argv[2]);
const { options, faults } = await startSimulator({
  timeScale: 1,
  limits: { anthropic: { queuedRequests: Math.floor(perPart * 3.5), usualSeconds: 8 } },
});
const CREATE = "createMessageBatch";
const READ = "retrieveMessageBatch";
const RESULTS = "retrieveMessageBatchResults";
const hint = { "retry-after": "1" };
faults.add({ operation: CREATE, times: 1, fault: { status: 429, headers: hint } });
faults.add({ operation: CREATE, times: 1, fault: "reset-before" });
faults.add({ operation: CREATE, times: 1, fault: "reset-after" });
faults.add({ operation: READ, times: 3, fault: { status: 503 } });
faults.add({ operation: READ, times: 2, fault: { status: 429, headers: hint } });
faults.add({ operation: "listMessageBatches", times: 2, fault: { status: 500 } });
faults.add({ operation: RESULTS, times: 1, fault: { status: 502, body: "<html>bad gateway</html>" } });
for (const truncateAfter of [0, 10_000, 1_000_000])
  faults.add({ operation: RESULTS, times: 1, fault: { truncateAfter } });
console.log(JSON.stringify(options.anthropic));
