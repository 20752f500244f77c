// Whether everybody can use what a page shows, as far as a program can tell.
import AxeBuilder from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";

/** Expects that nothing on the page is in anybody's way. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`);
  // Soft: one run tells of every place.
  expect.soft(found, where).toEqual([]);
}
