/** The simulator in a process of its own: prints its client options as a line of JSON, and lives until it is killed. */
import { startSimulator } from "../../src/simulator/index.js";

// A virtual minute takes 50 ms: a batch of Anthropic shows what it holds within half a second.
const { options } = await startSimulator({ timeScale: 1_200 });
console.log(JSON.stringify(options));
