// Builds the style sheets: frontend/styles/*.css -> src/openloket/web/static/built/<name>.<hash>.css (+ .gz, .br, manifest.json).
// Only what the templates use and some look sets survives, so a page stays light on a slow phone.
// Usage: node frontend/build.mjs [folder with the looks' tokens]
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { bundleAsync, transform } from "lightningcss";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const styles = join(root, "frontend/styles");
const templates = join(root, "src/openloket/web/templates");
const tokens = resolve(process.argv[2] ?? join(root, "frontend/tokens"));
const out = join(root, "src/openloket/web/static/built");
const banner = "/*! EUPL-1.2. Contains NL Design System components, (c) Gemeente Utrecht, Frameless B.V. */\n";
const keptDays = 30;
const targets = { chrome: 100 << 16, firefox: 102 << 16, safari: (15 << 16) | (4 << 8) };

/** Every utrecht-* class name that occurs literally in a template. */
function classesInTemplates() {
  const files = readdirSync(templates, { recursive: true }).filter((name) => name.endsWith(".html"));
  const found = files.flatMap((name) => readFileSync(join(templates, name), "utf8").match(/utrecht-[a-z0-9_-]+/g) ?? []);
  return new Set(found);
}

// Our forms never disable or lock a control, and the server, not the browser, says what is wrong.
const neverStates = new Set(["disabled", "read-only", "read-write", "invalid", "user-invalid"]);

/** Can this selector match in our pages? A class we never write means it can not. */
function reachable(selector, used) {
  return selector.every((part) => {
    if (part.type === "class") return !part.name.startsWith("utrecht-") || used.has(part.name);
    if (part.type === "pseudo-class" && neverStates.has(part.kind)) return false;
    if (part.type === "pseudo-class" && ["is", "where", "has"].includes(part.kind)) {
      return part.selectors.some((inner) => reachable(inner, used));
    }
    return true;
  });
}

// Rules go as a whole here and single selectors below: a rule handed back changed would lose its var() references.
const prune = (used) => ({
  Rule: {
    style: (rule) => (rule.value.selectors.some((selector) => reachable(selector, used)) ? undefined : []),
  },
  Selector: (selector) => (reachable(selector, used) ? undefined : []),
});

async function bundle(name, used) {
  const { code } = await bundleAsync({
    filename: join(styles, name),
    visitor: prune(used),
    resolver: {
      resolve: (specifier, from) =>
        specifier.startsWith("@") ? join(root, "node_modules", specifier) : resolve(dirname(from), specifier),
    },
  });
  return code.toString();
}

/** Index just past the bracket that closes the one at `open`. */
function closing(text, open) {
  let depth = 0;
  for (let i = open; i < text.length; i += 1) {
    if (text[i] === "(") depth += 1;
    if (text[i] === ")" && (depth -= 1) === 0) return i + 1;
  }
  throw new Error("unbalanced brackets in style sheet");
}

/** Names of custom properties this text sets. */
const declaredIn = (css) => [...css.matchAll(/(--[\w-]+)\s*:/g)].map((match) => match[1]);

/** The design tokens: those of our base look are always set; those of any look may be. */
function readTokens() {
  const names = (node, at = "-") =>
    Object.entries(node).flatMap(([key, child]) =>
      key === "value" || key === "$value" ? [at] : typeof child === "object" ? names(child, `${at}-${key}`) : [],
    );
  const known = { always: new Set(), maybe: new Set() };
  for (const file of readdirSync(tokens)) {
    const text = readFileSync(join(tokens, file), "utf8");
    if (file === "openloket.json") known.always = new Set(names(JSON.parse(text)));
    else if (file.endsWith(".json")) names(JSON.parse(text)).forEach((name) => known.maybe.add(name));
    else if (file.endsWith(".css")) declaredIn(text).forEach((name) => known.maybe.add(name));
  }
  return known;
}

/** A value without references to properties that nothing sets; null when nothing valid is left. */
function reduce(value, known) {
  const at = value.indexOf("var(--");
  if (at < 0) return value;
  const end = closing(value, at + 3);
  const inside = value.slice(at + 4, end - 1);
  const comma = inside.indexOf(",");
  const name = (comma < 0 ? inside : inside.slice(0, comma)).trim();
  const fallback = comma < 0 ? null : reduce(inside.slice(comma + 1).trim(), known);
  const rest = reduce(value.slice(end), known);
  let mine = fallback;
  if (known.always.has(name) && !known.local.has(name)) mine = `var(${name})`;
  else if (known.always.has(name) || known.maybe.has(name) || known.local.has(name)) {
    mine = fallback === null ? `var(${name})` : `var(${name},${fallback})`;
  }
  return mine === null || rest === null ? null : value.slice(0, at) + mine + rest;
}

/** The root already draws the focus ring on whatever has the focus; components need not repeat it. */
function dropRepeatedRing(css) {
  const ring = /--_utrecht-focus-ring-box-shadow:[^;}]*;box-shadow:var\(--_utrecht-focus-ring-box-shadow\);(outline-[a-z]+:[^;}]*;?|outline:[^;}]*;?)+(z-index:1;?)?/g;
  const first = css.search(ring);
  return css.replace(ring, (found, ...rest) => (rest.at(-2) === first && css.includes(":where(.utrecht-root)") ? found : ""));
}

function foldDeclaration(declaration, known) {
  const colon = declaration.indexOf(":");
  if (colon < 0) return declaration;
  const name = declaration.slice(0, colon).trim();
  if (name.startsWith("--_") && !known.read.has(name)) return "";
  const value = reduce(declaration.slice(colon + 1), known);
  if (value !== null) return `${name}:${value}`;
  if (!name.startsWith("--")) return `${name}:unset`;
  // An invalid token still hides the same token from further out, unless nothing further out sets it.
  return known.always.has(name) || known.maybe.has(name) ? `${name}:initial` : "";
}

/** Folds until nothing changes: dropping one reference can leave another without a reader. */
function fold(sheets, outside) {
  for (let size = Infinity, now = sheets.join("").length; now < size; ) {
    const all = sheets.join("\n");
    const local = new Set(declaredIn(all));
    const read = new Set([...all.matchAll(/var\(\s*(--_[\w-]+)/g)].map((match) => match[1]));
    const known = { ...outside, local, read };
    const block = (_, body) => `{${body.split(";").map((line) => foldDeclaration(line, known)).filter(Boolean).join(";")}}`;
    sheets = sheets.map((css) => css.replace(/\{([^{}]*)\}/g, block));
    size = now;
    now = sheets.join("").length;
  }
  return sheets;
}

function minify(css) {
  return transform({ filename: "page.css", code: Buffer.from(css), minify: true, targets }).code;
}

/** What a running process may still name stays for a month after it was replaced; look/build.py does the same. */
function age(stem, newest) {
  const now = Date.now() / 1000;
  for (const old of readdirSync(out)) {
    if (!old.startsWith(`${stem}.`)) continue;
    if (newest && old.startsWith(newest)) utimesSync(join(out, old), now, now);
    else if (now - statSync(join(out, old)).mtimeMs / 1000 > keptDays * 86_400) rmSync(join(out, old));
  }
}

function write(name, code, manifest) {
  const stem = basename(name, ".css");
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 12);
  const file = `${stem}.${hash}.css`;
  if (manifest[stem] !== file) age(stem, manifest[stem]);
  writeFileSync(join(out, file), code);
  writeFileSync(join(out, `${file}.gz`), gzipSync(code, { level: 9 }));
  writeFileSync(join(out, `${file}.br`), brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  manifest[stem] = file;
  console.log(`  ${file.padEnd(32)} ${String(code.length).padStart(7)} bytes`);
}

function readManifest() {
  try {
    return JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
  } catch {
    return {};
  }
}

mkdirSync(out, { recursive: true });
const used = classesInTemplates();
const names = readdirSync(styles).filter((name) => name.endsWith(".css")).sort();
const bundles = (await Promise.all(names.map((name) => bundle(name, used)))).map((css) => String(minify(css)));
const sheets = fold(bundles, readTokens()).map(dropRepeatedRing);
const manifest = readManifest();
names.forEach((name, i) => write(name, Buffer.concat([Buffer.from(banner), minify(sheets[i])]), manifest));
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, Object.keys(manifest).sort(), 1)}\n`);
