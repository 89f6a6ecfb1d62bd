import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

// Below this a packet is a packet.
const worthwhileBytes = 1024

// FILE.br and FILE.gz beside what compresses: the gateway sends them as they are.
function precompress(): Plugin {
  let folder = 'dist'
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir
    },
    closeBundle: () => {
      for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg)$/.test(entry)) continue
        const plain = readFileSync(join(folder, entry))
        if (plain.length < worthwhileBytes) continue
        writeFileSync(join(folder, `${entry}.gz`), gzipSync(plain, { level: 9 }))
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
        writeFileSync(join(folder, `${entry}.br`), brotliCompressSync(plain, { params }))
      }
    },
  }
}

export default defineConfig({
  plugins: [vue(), precompress()],
  build: {
    target: 'es2020',
    // The content policy takes no inlined scripts, and an inlined picture saves nothing.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
})
