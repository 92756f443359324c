import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8000';

export default defineConfig({
  // Relative, so that the page works below any path a reverse proxy gives it.
  base: './',
  plugins: [react()],
  build: { outDir: '../src/chatrec/interfaces/http/page', emptyOutDir: true, license: { fileName: 'licences.md' } },
  server: { proxy: { '/v1': server, '/readyz': server } },
});
