package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** What people do with secrets. */
@Tag("browser")
final class ConsoleSecretsTest extends ConsoleFixture {

  @Test
  void worksWithVersionsOfSecrets() {
    server.root().write("sys/mounts/kv2", Map.of("type", "kv-v2"));
    logIn(server.rootToken());
    browser.go("secrets/kv2");
    browser.fill("Name below kv2", "web/db");
    browser.press("Open");
    browser.sees("There is no such secret yet.");
    write("{\"password\": \"<img src=x onerror=alert(1)>\"}");
    browser.sees("Values of version 1");
    browser.seesNo("onerror");
    browser.press("Show password");
    browser.sees("<img src=x onerror=alert(1)>"); // text, not markup

    browser.press("Write a new version");
    server.root().write("kv2/data/web/db", Map.of("data", Map.of("password", "of somebody else")));
    browser.fill("Value 1", "mine");
    browser.press("Write");
    browser.sees("check-and-set parameter did not match the current version");
    browser.sees("Version 2 was written meanwhile");
    browser.sees("It differs from yours in password");
    browser.press("Write mine over version 2");
    browser.sees("Values of version 3");
    browser.go("secrets/kv2/web%2F");
    browser.press("db");
    browser.sees("Values of version 3");

    browser.press("Delete version 3");
    browser.press("delete");
    browser.sees("This version was deleted");
    browser.press("Undelete version 3");
    browser.press("undelete");
    browser.sees("Values of version 3");
    browser.press("Destroy version 1");
    browser.press("destroy");
    browser.sees("destroyed");
    assertThat(
            server.root().get("kv2/metadata/web/db").data().at("/versions/1/destroyed").asBoolean())
        .isTrue();
  }

  @Test
  void worksWithSecretsWithoutVersions() {
    server.root().write("sys/mounts/kv1", Map.of("type", "kv-v1"));
    logIn(server.rootToken());
    browser.go("secrets/kv1/plain");
    browser.sees("There is no such secret yet.");
    write("{\"colour\": \"blue\"}");
    browser.press("Show colour");
    browser.sees("blue");
    browser.press("Delete the secret");
    browser.press("Delete");
    browser.sees("The secret is deleted");
    assertThat(server.root().get("kv1/plain").status()).isEqualTo(404);
  }

  private void write(String json) {
    browser.press("Create");
    browser.press("JSON");
    browser.fill("Values as JSON", json);
    browser.press("Write");
    browser.sees("The secret is written");
  }

  @Test
  void listsManySecretsAPageAtATimeAndFiltersThem() {
    server.root().write("sys/mounts/many", Map.of("type", "kv-v1"));
    for (int i = 100; i < 220; i++) {
      server.root().write("many/s-" + i, Map.of("value", i));
    }
    logIn(server.rootToken());
    browser.go("secrets/many");
    browser.sees("1 to 50");
    browser.seesNo("s-150");
    browser.press("Next");
    browser.sees("51 to 100");
    browser.sees("s-150");
    browser.press("Previous");
    browser.sees("1 to 50");
    assertThat((String) browser.run(REQUESTED, "/v1/many/")).as("by page").contains("limit=51");

    browser.fill("Filter", "S-21");
    browser.sees("1 to 10 of 10 (120 without the filter)");
    browser.seesNo("s-100");
    browser.fill("Filter", "nowhere");
    browser.sees("No name has this in it.");
    browser.fill("Filter", "s-");
    browser.press("Z to A");
    browser.sees("1 to 50 of 120");
    assertThat(browser.all("tbody th").get(0).getText()).isEqualTo("s-219");
  }

  /** The query of the latest request whose address has the text. */
  private static final String REQUESTED =
      "return performance.getEntriesByType('resource').map(it => it.name)"
          + ".filter(it => it.includes(arguments[0])).pop()";

  @Test
  void writesValuesRowByRow() {
    server.root().write("sys/mounts/rows", Map.of("type", "kv-v1"));
    logIn(server.rootToken());
    browser.go("secrets/rows/db");
    browser.press("Create");
    browser.fill("Name 1", "user");
    browser.fill("Value 1", "web");
    browser.press("Add a value");
    browser.fill("Name 2", "user");
    browser.fill("Value 2", "12");
    browser.press("Write");
    browser.sees("Another row has this name.");
    browser.fill("Name 2", "port");
    browser.press("as JSON 2");
    browser.press("JSON");
    assertThat(browser.field("Values as JSON").getDomProperty("value")).contains("\"port\": 12");
    browser.press("Names and values");
    browser.press("Write");
    browser.sees("The secret is written");

    assertThat(server.root().get("rows/db").data().path("port").isInt()).isTrue();
    assertThat(server.root().get("rows/db").data().path("user").asText()).isEqualTo("web");
  }

  @Test
  void offersOnlyWhatTheTokenMayDo() {
    server.root().write("sys/mounts/shown", Map.of("type", "kv-v2"));
    server.root().write("shown/data/db", Map.of("data", Map.of("user", "web")));
    logIn(
        server.tokenWith(
            "looker",
            """
            path "shown/*" { capabilities = ["read", "list"] }
            path "auth/token/lookup-self" { capabilities = ["read"] }
            path "sys/capabilities-self" { capabilities = ["update"] }
            """));
    browser.go("secrets/shown/db");
    browser.sees("Values of version 1");
    browser.seesNo("Delete the secret");
    browser.seesNo("Write a new version");
    browser.seesNo("Destroy");
  }

  @Test
  void showsOddNamesWhole() {
    server.root().write("sys/mounts/odd", Map.of("type", "kv-v1"));
    String spaces = "a b  c";
    String far = "x".repeat(300);
    server.root().write("odd/" + spaces.replace(" ", "%20"), Map.of("value", 1));
    server.root().write("odd/" + far, Map.of("value", 1));
    logIn(server.rootToken());
    browser.go("secrets/odd");
    browser.sees("1 to 2");
    assertThat(browser.all("tbody th")).extracting(WebElement::getText).contains(spaces, far);
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(1280L);
    assertThat(
            browser.run(
                "const it = document.querySelector('.scroll');"
                    + " return it.scrollWidth <= it.clientWidth"))
        .as("no column is out of view")
        .isEqualTo(true);
  }
}
