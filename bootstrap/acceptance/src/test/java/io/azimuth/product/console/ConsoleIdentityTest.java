package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do with groups. */
@Tag("browser")
final class ConsoleIdentityTest extends ConsoleFixture {

  @Test
  void editsAGroup() {
    logIn(server.rootToken());
    browser.press("Identity");
    browser.fill("Name of the group", "operators");
    browser.press("Create group");
    browser.sees("There is no such group yet.");
    browser.fill("policies", "default");
    browser.press("Save");
    browser.sees("Settings: saved");
    assertThat(server.root().get("identity/group/name/operators").data().at("/policies/0").asText())
        .isEqualTo("default");
    browser.press("Delete the group");
    browser.press("Delete");
    browser.sees("The group is deleted");
  }
}
