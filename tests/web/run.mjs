// The pages in a real browser, against server processes of their own.
//
//   node run.mjs --laowu PROGRAM --web FOLDER --packages NODE_MODULES [--only PART] [--shots FOLDER]
//
// Three parts at a time, each a process: of three, one mostly waits for an answer, and two cores are at work. Exits with 77,
// saying what is missing, where this machine cannot run it.
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { World } from './world.mjs'

// Those that begin on an empty server run while people are being loaded for the others; of these the longest first.
const onEmpty = ['journey', 'survey', 'parts']
const parts = [...onEmpty, 'tours', 'pages', 'call', 'publication', 'worklist', 'reports', 'vouch', 'audit']
const atATime = 3
const skipped = 77
const { values } = parseArgs({
  options: { laowu: { type: 'string' }, web: { type: 'string' }, packages: { type: 'string' }, only: { type: 'string' }, shots: { type: 'string' }, template: { type: 'string' } },
})
// Without the windows around the pages, which take a third of the time, where there is such a one.
const program = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`).find(existsSync)
const missing = [
  [existsSync(join(values.web, 'index.html')), `the built pages in ${values.web} (deploy/web builds them)`],
  [existsSync(join(values.packages, 'playwright-core')), 'playwright-core (deploy/setup installs it)'],
  [program !== undefined, 'chromium-headless-shell (deploy/setup installs it)'],
].filter(([there]) => !there)
if (missing.length > 0) {
  console.log(`skipped: without ${missing.map(([, what]) => what).join(', ')}`)
  process.exit(skipped)
}

const world = { laowu: values.laowu, web: values.web, root: join(dirname(fileURLToPath(import.meta.url)), '../..'), template: values.template }
globalThis.webTest = { program, packages: values.packages, world, shots: values.shots }

// What one part says comes in one piece, when it has ended. Answers its exit code.
function runPart(name, more) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...process.argv.slice(2), '--only', name, ...more], { stdio: ['ignore', 'pipe', 'pipe'] })
    const begun = Date.now()
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => {
      console.log(`${output}== ${name}: ${code === 0 ? 'passed' : 'FAILED'}, ${((Date.now() - begun) / 1000).toFixed(0)} s`)
      resolve(code)
    })
  })
}

if (values.only) {
  await import(`./${values.only}_test.mjs`)
} else {
  const begun = Date.now()
  // People are loaded once; each part has a server with a copy of them.
  const template = World.makeTemplate(world)
  template.catch(() => {}) // told by the first part that awaits it; those on an empty server go on meanwhile
  const waiting = [...parts]
  const codes = []
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (let name; (name = waiting.shift()); ) codes.push(await runPart(name, onEmpty.includes(name) ? [] : ['--template', await template]))
    }),
  )
  rmSync(await template, { recursive: true, force: true })
  console.log(`== all: ${((Date.now() - begun) / 1000).toFixed(0)} s`)
  process.exitCode = codes.every((code) => code === 0) ? 0 : 1
}
