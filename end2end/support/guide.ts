// The developer guides as the tests read them: its tables, its code spans, its programs.
import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

export const ROOT = resolve(import.meta.dirname, "../..");
export const USER_GUIDE = "docs/user-guides/CONTENT_CREATION_USER_GUIDE.md";
export const DEVELOPER_GUIDE = "docs/developer-guides/CONTENT_CREATION_DEV_GUIDE.md";
export const DESK_USER_GUIDE = "docs/user-guides/ONLYFANS_USER_GUIDE.md";
export const DESK_DEVELOPER_GUIDE = "docs/developer-guides/ONLYFANS_DEV_GUIDE.md";
/** Stands before each program that the tests run. */
const MARK = "<!-- The test runs this program. -->\n```js\n";

export const fileOf = (path: string) => readFile(join(ROOT, path), "utf8");

/** A guide, and what is in it. */
export class Guide {
  private constructor(
    readonly whole: string,
    /** Without its programs. */
    readonly prose: string,
  ) {}

  static async read(path = DEVELOPER_GUIDE): Promise<Guide> {
    const whole = await fileOf(path);
    return new Guide(whole, whole.replace(/^```[^]*?^```$/gm, ""));
  }

  /** The programs that the tests run, in their order. */
  get programs(): string[] {
    return this.whole.split(MARK).slice(1).map((rest) => rest.slice(0, rest.indexOf("\n```") + 1));
  }

  /** What stands in backquotes. */
  get spans(): string[] {
    return [...this.prose.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? "");
  }

  /** The cells of the rows of a section's tables, without their heads. */
  rows(section: string): string[][] {
    const [, body = ""] = this.prose.split(new RegExp(`^## ${section}$`, "m"));
    const tables = (body.split(/^## /m)[0] ?? "").matchAll(/^\|(?: ?-+ ?\|)+\n((?:\|.*\n)+)/gm);
    return [...tables].flatMap(([, rows = ""]) => rows.trim().split("\n").map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim())));
  }
}

/** The code spans of a cell. */
export const spansOf = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, span]) => span ?? "");

/** Every table that the migrations leave, with its columns. */
export async function tables(): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  const files = await readdir(join(ROOT, "migrations"), { recursive: true });
  for (const name of files.filter((name) => name.endsWith(".sql")).sort()) {
    const sql = (await fileOf(`migrations/${name}`)).replace(/--.*$/gm, "");
    for (const statement of sql.split(";").map((one) => one.trim())) {
      const [, created, body = ""] = /^CREATE TABLE (\w+) \(([^]*)\)$/.exec(statement) ?? [];
      if (created) found.set(created, new Set([...body.matchAll(/^\s*([a-z_]+) [A-Z]/gm)].map(([, column]) => column ?? "")));
      const [, dropped] = /^DROP TABLE (\w+)$/.exec(statement) ?? [];
      if (dropped) found.delete(dropped);
      const [, old, renamed] = /^ALTER TABLE (\w+) RENAME TO (\w+)$/.exec(statement) ?? [];
      if (old && renamed) {
        found.set(renamed, found.get(old) ?? new Set());
        found.delete(old);
      }
      const [, changed, column] = /^ALTER TABLE (\w+) ADD COLUMN (\w+)/.exec(statement) ?? [];
      if (changed && column) found.get(changed)?.add(column);
    }
  }
  return found;
}

/** Runs a program of the guide as somebody would who has saved it there; answers what it printed. */
export async function runProgram(path: string, settings: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [path], {
    env: { PATH: process.env["PATH"], ...settings },
    timeout: 30_000,
  });
  return stdout;
}
