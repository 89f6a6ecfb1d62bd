// A server process of its own, with made-up people who went out over the past year: enough that every page
// has something to show, the same each time.
import { execFile, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const counties = [
  // Of those away: how many by an organised channel, and how many of these are proven.
  { code: '520281', count: 0, away: 0.74, organized: 0.93, proven: 0.95, unknown: 0.02 },
  { code: '520203', count: 110, away: 0.7, organized: 0.86, proven: 0.84, unknown: 0.05 },
  { code: '520204', count: 130, away: 0.76, organized: 0.98, proven: 0.97, unknown: 0.02 },
  { code: '520201', count: 60, away: 0.6, organized: 0.7, proven: 0.9, unknown: 0.26 },
]
const destinations = [
  ['442000', 34],
  ['440300', 14],
  ['441900', 13],
  ['440100', 9],
  ['330200', 8],
  ['520100', 7],
  ['440600', 6],
  ['350500', 5],
  ['330100', 3],
  ['530100', 1],
]
const organizedChannels = ['CHANNEL_COOPERATION_STATION', 'CHANNEL_COOPERATION_STATION', 'CHANNEL_LABOUR_COMPANY', 'CHANNEL_PUBLIC_SERVICE', 'CHANNEL_COOPERATIVE']
const otherChannels = ['CHANNEL_SELF', 'CHANNEL_SELF', 'CHANNEL_RELATIVES', 'CHANNEL_APP']
const organizers = {
  CHANNEL_COOPERATION_STATION: ['station', '驻中山劳务协作站（样例）', 'COOPERATION_STATION'],
  CHANNEL_LABOUR_COMPANY: ['labour-company', '凉都劳务公司（样例）', 'LABOUR_COMPANY'],
  CHANNEL_PUBLIC_SERVICE: ['public-service', '县就业服务中心（样例）', 'PUBLIC_SERVICE'],
  CHANNEL_COOPERATIVE: ['cooperative', '劳务合作社（样例）', 'COOPERATIVE'],
}

// The same numbers each time.
function seeded(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
function weighted(random, table) {
  let at = random() * table.reduce((sum, [, weight]) => sum + weight, 0)
  return table.find(([, weight]) => (at -= weight) < 0)?.[0] ?? table[0][0]
}
const pick = (random, list) => list[Math.floor(random() * list.length)]

// Shanghai is eight hours ahead all year; how a locale writes a date depends on Node's edition.
export const today = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
const asDate = (text) => {
  const [year, month, day] = text.split('-').map(Number)
  return { year, month, day }
}
function daysBefore(text, days) {
  const date = new Date(`${text}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - days)
  return asDate(date.toISOString().slice(0, 10))
}

export class World {
  tokens = {}

  // `laowu`: the program; `web`: the built pages; `root`: of the source tree.
  constructor({ laowu, web, root }) {
    Object.assign(this, { laowu, web, root, folder: mkdtempSync(join(tmpdir(), 'laowu-web-')) })
  }

  // Not one that blocks: meanwhile a connection that the server closes for being idle must be seen to close, or the
  // next call is sent into it.
  async run(...args) {
    const { stdout } = await promisify(execFile)(this.laowu, args, { encoding: 'utf8', env: { ...process.env, LAOWU_SERVER: this.grpc ?? '' } })
    return stdout
  }
  // Rows that are wrong on purpose make exit code 3.
  async importFile(token, ...args) {
    try {
      await this.run('--token', token, 'import', ...args)
    } catch (failure) {
      if (failure.code !== 3) throw failure
    }
  }

  // A folder with what `load` makes, to copy from; whoever asked for it removes it.
  static async makeTemplate(made) {
    const world = new World(made)
    await world.start()
    await world.load()
    await world.end()
    writeFileSync(join(world.folder, 'tokens.json'), JSON.stringify(world.tokens))
    return world.folder
  }

  // A world that has been loaded: a copy of the template, or, without one, made anew.
  static async loaded(made) {
    const world = new World(made)
    if (made.template) {
      cpSync(made.template, world.folder, { recursive: true })
      world.tokens = JSON.parse(readFileSync(join(world.folder, 'tokens.json'), 'utf8'))
      await world.serve()
    } else {
      await world.start()
      await world.load()
    }
    await world.seen()
    return world
  }

  // With nothing but who may sign in.
  async start() {
    const keys = ['--data', join(this.folder, 'data')]
    await this.run('init', ...keys)
    const make = async (id, ...args) => (this.tokens[id] = (await this.run('token', 'create', ...keys, '--id', id, ...args)).trim())
    await make('admin', '--role', 'administrator')
    await make('guizhou', '--role', 'city-bureau', '--division', '52')
    await make('liupanshui', '--role', 'city-bureau', '--division', '5202')
    await make('panzhou', '--role', 'county-bureau', '--division', '520281')
    await make('zhongshan', '--role', 'office', '--office', 'zhongshan')
    await make('monitor', '--role', 'monitor', '--division', '5202')
    await make('station', '--role', 'organizer', '--organizer', 'station')
    await this.serve()
  }

  async serve() {
    this.process = spawn(this.laowu, ['serve', '--data', join(this.folder, 'data'), '--grpc', '127.0.0.1:0', '--http', '127.0.0.1:0', '--web', this.web], { stdio: ['ignore', 'pipe', 'ignore'] })
    process.on('exit', () => this.process.kill()) // also where a test could not even begin
    const line = await new Promise((resolve, reject) => {
      let said = ''
      this.process.stdout.on('data', (chunk) => {
        said += chunk
        if (said.includes('\n')) resolve(said)
      })
      this.process.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    })
    const [, grpc, http] = /gRPC (\S+)\s+HTTP (\S+)/.exec(line)
    this.grpc = grpc
    this.url = http
  }

  // Answers once the figures, and what is told beside them, are of all that is recorded by now.
  seen() {
    return this.call('admin', 'MonitoringService/GetOutboundRatio', { name: `divisions/520200/outboundRatios/${today()}`, atLeast: { readTime: new Date().toISOString() } })
  }

  // Answers once the server has written everything.
  end() {
    return new Promise((resolve) => {
      this.process.once('exit', resolve)
      this.process.kill('SIGTERM')
    })
  }

  stop() {
    this.process?.kill('SIGTERM')
    rmSync(this.folder, { recursive: true, force: true })
  }

  async call(who, method, body) {
    const answer = await fetch(`${this.url}/laowu.v1.${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.tokens[who]}` },
      body: JSON.stringify(body),
    })
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${method}: ${said.message}`)
    return said
  }

  async registerOrganizers() {
    await this.call('admin', 'VacancyService/CreateOffice', { officeId: 'zhongshan', office: { displayName: '中山市劳务协作站（样例）', divisionCode: '442000' } })
    for (const [organizerId, displayName, kind] of Object.values(organizers)) {
      await this.call('admin', 'PlacementService/CreateOrganizer', {
        organizerId,
        organizer: { displayName, kind, divisionCode: '520281', registerDate: asDate('2024-01-01'), licences: [{ number: `L-${organizerId}`, startDate: asDate('2024-01-01') }] },
      })
    }
  }

  // Vacancies, workers of four counties, and a year of what became of them.
  async load() {
    const samples = join(this.root, 'data/samples')
    await this.registerOrganizers()
    await this.importFile(this.tokens.zhongshan, 'vacancies', join(samples, 'vacancies.csv'), '--office', 'zhongshan')
    await this.importFile(this.tokens.panzhou, 'workers', join(samples, 'workers_520281.csv'), '--as-of', '2026-07-01')
    for (const { code, count } of counties.filter((county) => county.count > 0)) {
      const file = join(this.folder, `${code}.csv`)
      await this.run('generate', 'workers', '--division', code, '--count', String(count), '--seed', code.slice(-3), '--out', file, '--as-of', '2026-07-01')
      await this.importFile(this.tokens.admin, 'workers', file, '--as-of', '2026-07-01', '--division', code)
    }
    for (const county of counties) await this.sendOut(county)
  }

  async sendOut({ code, away, organized, proven, unknown }) {
    const random = seeded(Number(code))
    const { workers } = await this.call('admin', 'WorkerService/ListWorkers', { divisionCode: code, pageSize: 500 })
    const end = today()
    const rows = []
    for (const { name } of workers) {
      if (random() > away) continue
      const since = 15 + Math.floor(random() ** 1.25 * 400)
      // Organised more of late: the figure rises over the year.
      const isOrganized = random() < organized - (since > 330 ? 0.42 : since > 220 ? 0.24 : since > 120 ? 0.08 : 0)
      const channel = random() < unknown ? 'CHANNEL_UNKNOWN' : isOrganized ? pick(random, organizedChannels) : pick(random, otherChannels)
      const organizer = organizers[channel] ? `organizers/${organizers[channel][0]}` : ''
      const outcome = { type: 'ARRIVED', worker: name, effectiveDate: daysBefore(end, since), workplaceDivisionCode: weighted(random, destinations), channel, organizer }
      const isProven = random() < proven
      const kind = !isProven ? 'VILLAGE_STATEMENT' : pick(random, ['WORKER_CONFIRMATION', 'OFFICE_CONFIRMATION', 'OFFICE_CONFIRMATION', 'EMPLOYER_CONFIRMATION', 'PAYROLL_MATCH'])
      rows.push({ outcome, attestation: { kind, reference: '样例' } })
      const confirm = (type, days, kind) => rows.push({ outcome: { type, worker: name, effectiveDate: daysBefore(end, days) }, attestation: { kind, reference: '样例' } })
      if (random() < 0.07 && since > 60) confirm('RETURNED', 20, 'WORKER_CONFIRMATION')
      else if (random() < 0.05 && since > 60) confirm('HOME_VISIT', 12, 'WORKER_CONFIRMATION')
      else if (since > 100) confirm('CONFIRMED', 30, 'WORKER_CONFIRMATION')
    }
    for (let i = 0; i < rows.length; i += 200) {
      const { results } = await this.call('admin', 'PlacementService/ImportOutcomes', { rows: rows.slice(i, i + 200) })
      const bad = results.find(({ result }) => result === 'REJECTED')
      if (bad) throw new Error(JSON.stringify(bad.status))
    }
  }

  // One that at least so many of the county of 520281 fit.
  async vacancyWithCandidates(least) {
    const { vacancies } = await this.call('panzhou', 'MatchService/SearchVacancies', { pageSize: 100 })
    for (const { name, title } of vacancies) {
      const { candidates = [] } = await this.call('panzhou', 'MatchService/FindCandidates', { name, pageSize: 20 })
      if (candidates.length >= least) return { name, title, candidates }
    }
    throw new Error('no vacancy that anybody fits')
  }

  // The rows of a sample as sent, with their headers.
  sample(name) {
    return readFileSync(join(this.root, 'data/samples', name), 'utf8')
  }
}
