// bench.mjs MODE PEER FILE ...: one engine on the lines of FILE, each of them one document.
//   verify PEER FILE OUT              writes a bit mask for each line; 0 and -1 where only valid is known
//   rate PEER FILE SECONDS [COPIES]   prints documents per second of processor time
//   one PEER FILE                     a file that is one document; exits with 1 where it is not valid
//   stream PEER FILE                  reads line by line and counts
//   schema COPIES                     prints the checks as JSON Schema
import fs from 'node:fs';
import readline from 'node:readline';
import { scaledSchema } from './rules.mjs';

const [mode, name, file, ...rest] = process.argv.slice(2);
if (mode === 'schema') {
  console.log(JSON.stringify(scaledSchema(Number(name))));
  process.exit(0);
}
const { PEERS } = await import('./peers.mjs');
const copies = mode === 'rate' ? Number(rest[1] ?? 1) : 1;

// Of the whole process: garbage is collected on other threads.
const cpuSeconds = () => {
  const used = process.cpuUsage();
  return (used.user + used.system) / 1e6;
};
const begin = cpuSeconds();
const peer = await PEERS[name](copies);
const setup = cpuSeconds() - begin;

const isBad = (result) => (typeof result === 'number' ? result !== 0 : !result);
const check = (text) => peer.check(JSON.parse(text));
const linesOf = () => fs.readFileSync(file, 'utf8').trimEnd().split('\n');

if (mode === 'verify') {
  const out = [];
  for (const line of linesOf()) {
    const document = JSON.parse(line);
    const result = await (peer.mask ? peer.mask(document) : peer.check(document));
    out.push(typeof result === 'number' ? result : result ? 0 : -1);
  }
  fs.writeFileSync(rest[0], out.join('\n') + '\n');
} else if (mode === 'one') {
  process.exitCode = isBad(await check(fs.readFileSync(file, 'utf8'))) ? 1 : 0;
} else if (mode === 'stream') {
  let documents = 0;
  let invalid = 0;
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    documents++;
    if (isBad(peer.async ? await check(line) : check(line))) invalid++;
  }
  console.log(JSON.stringify({ documents, invalid }));
} else {
  const seconds = Number(rest[0] ?? 1);
  const lines = linesOf();
  // Whole passes until the time is over, after a short one to warm up.
  async function rate(items, work) {
    for (const item of items.slice(0, 300)) peer.async ? await work(item) : work(item);
    let done = 0;
    let passed = 0;
    const start = cpuSeconds();
    do {
      for (const item of items) {
        peer.async ? await work(item) : work(item);
        if (++done % 16 === 0 && cpuSeconds() - start > 2 * seconds) break;
      }
      passed = cpuSeconds() - start;
    } while (passed < seconds);
    return done / passed;
  }
  const both = await rate(lines, check);
  const peak = process.resourceUsage().maxRSS / 1024;
  const documents = lines.map((line) => JSON.parse(line));
  const only = await rate(documents, peer.check);
  console.log(
    JSON.stringify({ both, only, profile: peer.profile, load_ms: setup * 1e3, peak_mb: peak }),
  );
}
