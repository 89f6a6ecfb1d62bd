#!/usr/bin/env node
// An office's program: sends a table of vacancies, confirms arrivals. 报送岗位、确认到岗。
//   node office.js send vacancies.csv zhongshan     |     node office.js arrivals arrivals.csv
// LAOWU_SERVER is HOST:PORT, LAOWU_TOKEN the office's token, LAOWU_TLS_CA a PEM file of who vouches for
// the server; protos/ has its protos. Every step may be repeated: nothing is done twice.
const fs = require('fs');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const csv = require('csv-parse/sync');
const protobuf = require('protobufjs');

const [ROWS_A_MESSAGE, TRIES] = [200, 10]; // the server takes 500 rows
const services = grpc.loadPackageDefinition(
  loader.loadSync(['laowu/v1/intake_service.proto', 'laowu/v1/placement_service.proto'],
    { includeDirs: ['protos'], enums: String, defaults: true })).laowu.v1;
const rpc = protobuf.loadSync(
  ['status', 'error_details'].map((name) => `protos/google/rpc/${name}.proto`));

// Those of one kind among the details of a google.rpc.Status.
const detailsOf = (packed, kind) => packed
  .filter((any) => any.type_url.endsWith(`/google.rpc.${kind}`))
  .map((any) => rpc.lookupType(`google.rpc.${kind}`).decode(any.value));

// Milliseconds until the next try; null if another try cannot help.
function millisecondsToWait(error, attempt) {
  const [sent] = error.metadata.get('grpc-status-details-bin');
  const packed = sent ? rpc.lookupType('google.rpc.Status').decode(sent).details : [];
  const [info] = detailsOf(packed, 'RetryInfo');
  if (info) return Number(info.retryDelay.seconds) * 1000 + info.retryDelay.nanos / 1e6;
  return error.code === grpc.status.UNAVAILABLE
    ? Math.min(10000, 200 * 2 ** attempt) * (0.5 + Math.random() / 2) : null;
}

async function call(client, method, request) {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${process.env.LAOWU_TOKEN}`);
  for (let attempt = 0; ; ++attempt) {
    try {
      return await new Promise((resolve, reject) => client[method](
        request, metadata, { deadline: Date.now() + 60000 },
        (error, answer) => (error ? reject(error) : resolve(answer))));
    } catch (error) {
      const wait = millisecondsToWait(error, attempt);
      if (wait === null || attempt === TRIES - 1) throw error;
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

// A row that was cut short is for the server to send back.
const readTable = (path) => csv.parse(fs.readFileSync(path),
  { bom: true, comment: '#', comment_no_infix: true, relax_column_count: true });

async function send(client, path, office) {
  const [headers, ...rows] = readTable(path);
  const counts = {};
  for (let start = 0; start < rows.length; start += ROWS_A_MESSAGE) {
    const batch = rows.slice(start, start + ROWS_A_MESSAGE).map((cells) => ({ cells }));
    const answer = await call(client, 'submitRawVacancies',
      { parent: `offices/${office}`, headers, rows: batch });
    for (const { index, result, status } of answer.results) {
      counts[result] = (counts[result] || 0) + 1;
      if (result !== 'REJECTED') continue;
      const fields = detailsOf(status.details, 'BadRequest').flatMap((bad) => bad.fieldViolations)
        .map(({ field, description }) => `${field}: ${description}`);
      console.log(`row ${start + index + 1}: ${fields.join('; ') || status.message}`);
    }
  }
  console.log(Object.keys(counts).sort().map((word) => `${word} ${counts[word]}`).join(', '));
  return counts.REJECTED && 3;
}

// [year, month, day] of 2026-07-01 or 2026/7/1; null if it is no day.
function dayOf(text = '') {
  const day = /^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s*$/.exec(text);
  return day && day.slice(1).map(Number);
}

async function confirmArrivals(client, path) {
  const arrivals = readTable(path).slice(1).map(([placement, date]) => [placement, dayOf(date)]);
  const wrong = arrivals.findIndex(([, day]) => !day); // all of them before the first is sent
  if (wrong >= 0) {
    throw new Error(`row ${wrong + 1}: 日期应如 2026-07-01 / the date is to be like 2026-07-01`);
  }
  for (const [placement, [year, month, day]] of arrivals) {
    // No requestId: the server knows an arrival that stands by its placement. One made of the row
    // would still be that of the first, after the office took it back.
    const { name } = await call(client, 'confirmArrival',
      { name: placement, arriveDate: { year, month, day } });
    console.log(`${placement} arrived: ${name}`);
  }
}

function open(service) {
  const { LAOWU_SERVER: server = '127.0.0.1:50051', LAOWU_TLS_CA: ca } = process.env;
  if (!ca && !/^(127\.0\.0\.1|\[::1\]|localhost):/.test(server)) {
    throw new Error('Without LAOWU_TLS_CA the token would travel in plain text. 请设置 LAOWU_TLS_CA。');
  }
  return new services[service](server, ca
    ? grpc.credentials.createSsl(fs.readFileSync(ca)) : grpc.credentials.createInsecure());
}

async function main(what, ...rest) {
  const [run, service, count] = new Map([['send', [send, 'IntakeService', 2]],
    ['arrivals', [confirmArrivals, 'PlacementService', 1]]]).get(what) || [];
  if (!run || rest.length !== count) {
    throw new Error('用法 usage: node office.js send vacancies.csv zhongshan\n'
      + '            node office.js arrivals arrivals.csv');
  }
  return run(open(service), ...rest);
}
main(...process.argv.slice(2)).then((code) => process.exit(code || 0), (error) => {
  console.error(error.details ? `${grpc.status[error.code]}: ${error.details}` : error.message);
  process.exit(1);
});
