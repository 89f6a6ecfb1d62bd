// An office's program: sends a table of vacancies, confirms arrivals. 报送岗位、确认到岗。
//   node office.js send vacancies.csv zhongshan     |     node office.js arrivals arrivals.csv
// README.md has the environment and protos/. Every step may be repeated: nothing is done twice.
const fs = require('fs');
const { promisify } = require('util');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const csv = require('csv-parse/sync');
const protobuf = require('protobufjs');
process.noDeprecation = true; // Node warns of what grpc-js does where the server is an IP address
const [ROWS_A_MESSAGE, TRIES] = [200, 15]; // the server takes 500 rows
const services = grpc.loadPackageDefinition(
  loader.loadSync(['laowu/v1/intake_service.proto', 'laowu/v1/placement_service.proto'],
    { includeDirs: ['protos'], enums: String, defaults: true })).laowu.v1;
const rpc = protobuf.loadSync(['status', 'error_details'].map((name) => `protos/google/rpc/${name}.proto`));
const fail = (said) => { throw new Error(said); };
const words = (error) => (error.details ? `${grpc.status[error.code]}: ${error.details}` : error.message);
const decode = (kind, bytes) => rpc.lookupType(`google.rpc.${kind}`).decode(bytes);
const detailsOf = (packed, kind) => packed // those of one kind in a google.rpc.Status
  .filter((any) => any.type_url.endsWith(`/google.rpc.${kind}`)).map((any) => decode(kind, any.value));

function millisecondsToWait(error, attempt) { // until the next try; null if it cannot help
  const [sent] = error.metadata.get('grpc-status-details-bin');
  const [info] = detailsOf(sent ? decode('Status', sent).details : [], 'RetryInfo');
  if (info) return Number(info.retryDelay.seconds) * 1000 + info.retryDelay.nanos / 1e6;
  const doubling = Math.min(10000, 200 * 2 ** attempt) * (0.5 + Math.random() / 2);
  return [grpc.status.UNAVAILABLE, grpc.status.CANCELLED].includes(error.code) ? doubling : null; // away, or gone in a call
}

async function call(client, method, request, attempt = 0) {
  const [metadata, options] = [new grpc.Metadata(), { deadline: Date.now() + 60000 }];
  metadata.set('authorization', `Bearer ${process.env.LAOWU_TOKEN}`);
  try {
    return await promisify(client[method]).call(client, request, metadata, options);
  } catch (error) {
    const wait = millisecondsToWait(error, attempt);
    if (wait === null || attempt === TRIES - 1) throw error;
    await promisify(setTimeout)(wait);
    return call(client, method, request, attempt + 1);
  }
}

function readTable(path) { // in UTF-8, or as spreadsheets save CSV in China
  const file = fs.existsSync(path) ? fs.readFileSync(path) : fail(`${path}: 打不开文件 / cannot be opened`);
  const options = { comment: '#', comment_no_infix: true, relax_column_count: true };
  const parse = (encoding) => {
    try { return csv.parse(new TextDecoder(encoding, { fatal: true }).decode(file), options); } catch { return null; }
  };
  const rows = parse('utf-8') || parse('gb18030')
    || fail(`${path}: 不是 CSV，请另存为 CSV UTF-8 / is no CSV: save it as CSV UTF-8`);
  return rows.length > 1 ? rows : fail(`${path}: 空文件或只有表头 / is empty, or headers alone`);
}

async function send(client, path, office) { // the table in its own words; prints a receipt
  const [headers, ...rows] = readTable(path);
  const [parent, counts] = [`offices/${office}`, {}];
  for (let start = 0; start < rows.length; start += ROWS_A_MESSAGE) {
    const batch = rows.slice(start, start + ROWS_A_MESSAGE).map((cells) => ({ cells }));
    const { results } = await call(client, 'submitRawVacancies', { parent, headers, rows: batch });
    for (const { index, result, status } of results) {
      counts[result] = (counts[result] || 0) + 1;
      if (result !== 'REJECTED') continue;
      const fields = detailsOf(status.details, 'BadRequest').flatMap((bad) => bad.fieldViolations);
      const wrong = fields.map(({ field, description }) => `${field}: ${description}`).join('; ');
      console.log(`row ${start + index + 1}: ${wrong || status.message}`);
    }
  }
  console.log(Object.keys(counts).sort().map((word) => `${word} ${counts[word]}`).join(', '));
  return counts.REJECTED && 3;
}

async function confirmArrivals(client, path) { // columns: placement, date (2026-07-01 or 2026/7/1)
  const requests = readTable(path).slice(1).map(([name, date = ''], row) => { // all, then the first is sent
    const [, year, month, day] = /^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s*$/.exec(date)
      || fail(`row ${row + 1}: 日期应如 2026-07-01 / the date is to be like 2026-07-01`);
    return { name, arriveDate: { year, month, day } }; // no requestId: the README says why
  });
  let code = 0;
  for (const [row, request] of requests.entries()) {
    const { name, error } = await call(client, 'confirmArrival', request).catch((refused) => ({ error: refused }));
    console.log(error ? `row ${row + 1}: ${request.name}: ${words(error)}` : `${request.name} arrived: ${name}`);
    if (error) code = /^(UNAVAIL|CANCEL|UNAUTH|DEADLINE|RESOURCE)/.test(words(error)) ? fail(words(error)) : 3; // any row's
  }
  return code;
}

async function main(what, ...rest) {
  const [run, service] = { 'send 2': [send, 'IntakeService'],
    'arrivals 1': [confirmArrivals, 'PlacementService'] }[`${what} ${rest.length}`]
    || fail('用法 usage: node office.js send vacancies.csv zhongshan, or 或 node office.js arrivals arrivals.csv');
  const { LAOWU_SERVER: server = '127.0.0.1:50051', LAOWU_TLS_CA: ca } = process.env;
  const here = /^(127\.0\.0\.1|\[::1\]|localhost):/.test(server);
  if (!ca && !here) fail('Without LAOWU_TLS_CA the token would travel in plain text. 请设置 LAOWU_TLS_CA。');
  const credentials = grpc.credentials[ca ? 'createSsl' : 'createInsecure'](ca && fs.readFileSync(ca));
  // A server that is back is found at once.
  return run(new services[service](server, credentials, { 'grpc.max_reconnect_backoff_ms': 1000 }), ...rest);
}
main(...process.argv.slice(2)).then((code) => process.exit(code || 0),
  (error) => { console.error(words(error)); process.exit(1); });
