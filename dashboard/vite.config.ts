import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** `npm run dev` serves the dashboard with the API of a running `kindred serve`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: "dist", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0 },
  server: { proxy: { "/api": "http://127.0.0.1:4747" } },
});
