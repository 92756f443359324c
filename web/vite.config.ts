import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8000';

export default defineConfig({
  // Relative, so that the pages work below any path a reverse proxy gives them.
  base: './',
  plugins: [react()],
  build: {
    outDir: '../src/chatrec/interfaces/http/page',
    emptyOutDir: true,
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      input: {
        index: 'index.html',
        operator: 'operator.html',
        embed: 'embed.html',
        shop: 'demo/shop.html',
        widget: 'src/widget/widget.ts',
      },
      // Sites name the widget in their pages, so its name stays.
      output: { entryFileNames: ({ name }) => (name === 'widget' ? 'widget.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/v1': server, '/readyz': server } },
});
