package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.JwtMount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do with roles. */
@Tag("browser")
final class ConsoleRolesTest extends ConsoleFixture {

  @Test
  void appliesAChangeThatTheLinterAdvises() {
    mount.role("advised");
    logIn(server.rootToken());
    browser.press("Roles");
    browser.sees("warning");
    browser.press("advised");
    browser.sees("token_ttl is not set");
    browser.pressNamed("Apply this change: no_ttl");
    browser.sees("1 changed");
    browser.press("Save");
    browser.sees("The role is saved");
    browser.seesNo("token_ttl is not set");
    assertThat(server.root().get(mount.at("role/advised")).data().path("token_ttl").asInt())
        .isEqualTo(3_600);
  }

  @Test
  void readsTheDescriptionOfTheApiOnceForAllSaves() {
    logIn(server.rootToken());
    browser.go("roles/azure/often");
    browser.sees("There is no such role yet");
    for (String lifetime : List.of("1h", "2h")) {
      browser.fill("bound_service_principal_ids", AzureMount.WEB_1);
      browser.fill("token_ttl", lifetime);
      browser.press("Save");
      browser.sees("Nothing is changed.");
      browser.sees("The role is saved");
    }

    assertThat(
            browser.run(
                "return performance.getEntriesByType('resource')"
                    + ".filter(it => it.name.endsWith('/specs/openapi')).length"))
        .isEqualTo(1L);
  }

  @Test
  void keepsAValueWithALineBreak() {
    JwtMount.enable(server, "notes").role("noted", "bound_claims", Map.of("note", "one\ntwo"));
    logIn(server.rootToken());
    browser.go("roles/notes/noted");
    browser.sees("bound_claims");
    String shown = browser.field("bound_claims").getDomProperty("value");
    browser.fill("bound_claims", shown.replace("two", "three"));
    browser.sees("1 changed");
    browser.press("Save");
    browser.sees("The role is saved");

    assertThat(server.root().get("auth/notes/role/noted").data().at("/bound_claims/note").asText())
        .isEqualTo("one\nthree");
  }

  @Test
  void saysAtItsFieldWhatIsWrong() {
    logIn(server.rootToken());
    browser.go("roles/azure/first");
    browser.fill("token_ttl", "soon");
    browser.press("Save");
    browser.sees("a duration is expected");
    assertThat(browser.field("token_ttl").getDomAttribute("aria-invalid")).isEqualTo("true");
    browser.press("Undo the changes");
  }

  @Test
  void asksBeforeWorkIsLost() {
    logIn(server.rootToken());
    browser.go("roles/azure/first");
    browser.fill("token_ttl", "2h");
    assertThat(browser.run(LEAVES)).as("the browser asks, too").isEqualTo(false);
    browser.press("Policies");
    browser.sees("Leave without saving?");
    browser.press("Cancel");
    browser.seesNo("Leave without saving?");
    assertThat(browser.field("token_ttl").getDomProperty("value")).isEqualTo("2h");
    assertThat(browser.run("return location.hash")).isEqualTo("#/roles/azure/first");
    browser.press("Policies");
    browser.press("Leave");
    browser.sees("All policies");
    assertThat(browser.run(LEAVES)).isEqualTo(true);
  }

  /** Whether the browser would leave the page without a question. */
  private static final String LEAVES =
      "return dispatchEvent(new Event('beforeunload', {cancelable: true}))";
}
