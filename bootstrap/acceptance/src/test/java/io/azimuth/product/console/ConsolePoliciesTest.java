package io.azimuth.product.console;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do with policies. */
@Tag("browser")
final class ConsolePoliciesTest extends ConsoleFixture {

  @Test
  void editsAPolicyAndSaysWhichRuleDecides() {
    logIn(server.rootToken());
    browser.press("Policies");
    browser.fill("Name of the policy", "shop");
    browser.press("Create");
    browser.sees("There is no such policy yet.");
    browser.fill("Rules", "path \"secret/data/shop/*\" { capabilities = [\"raed\"] }");
    browser.press("Save");
    browser.sees("raed");
    browser.fill("Rules", "path \"secret/data/shop/*\" { capabilities = [\"read\"] }");
    browser.press("Save");
    browser.sees("The policy is saved");

    browser.fill("Path", "secret/data/shop/db");
    browser.press("Ask");
    browser.sees("read on secret/data/shop/db is allowed.");
    browser.sees("secret/data/shop/*");
    browser.choose("Operation", "update");
    browser.press("Ask");
    browser.sees("update on secret/data/shop/db is denied.");
  }
}
