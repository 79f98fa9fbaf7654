// Makes the page: one script, one style sheet, the document and the icon, in artifacts/page/ of the repository, from
// where the program embeds them. With --tests, the tests of the page's logic instead, as node's own runner takes them.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const artifacts = join(here, "../../../artifacts");
const fixed = { absWorkingDir: here, bundle: true, logLevel: "warning" };

async function buildPage() {
  const out = join(artifacts, "page");
  await mkdir(out, { recursive: true });
  await build({
    ...fixed,
    entryPoints: { page: "src/page.ts" },
    outdir: out,
    format: "esm",
    target: ["es2022", "chrome111", "firefox114", "safari16.4"],
    minify: true,
    legalComments: "none", // the licence of what is bundled goes along as a file of its own
  });
  await build({ ...fixed, entryPoints: { page: "style/page.css" }, outdir: out, minify: true });
  for (const file of ["index.html", "icon.svg"]) await copyFile(join(here, file), join(out, file));
  await copyFile(join(here, "node_modules/uplot/LICENSE"), join(out, "licences.txt"));
}

async function buildTests() {
  const out = join(artifacts, "page-tests");
  await rm(out, { recursive: true, force: true }); // a test that was removed must not run on
  const tests = (await readdir(join(here, "test"))).filter((file) => file.endsWith(".test.ts"));
  await build({
    ...fixed,
    entryPoints: tests.map((file) => join("test", file)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    platform: "node",
    format: "esm",
    target: "node20",
  });
}

await (process.argv.includes("--tests") ? buildTests() : buildPage());
