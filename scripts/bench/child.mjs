/** Runs one job and prints what it measured as one line of JSON: `node child.mjs <job> <arguments as JSON>`. */
const [job, args] = process.argv.slice(2);
const { run } = await import(`./jobs/${job}.mjs`);
console.log(JSON.stringify(await run(JSON.parse(args))));
process.exit();
