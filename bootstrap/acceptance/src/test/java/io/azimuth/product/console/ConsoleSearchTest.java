package io.azimuth.product.console;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What people find with the search. */
@Tag("browser")
final class ConsoleSearchTest extends ConsoleFixture {

  @Test
  void findsEverythingWithTheKeyboard() {
    mount.role("findable");
    server.root().write("sys/mounts/deep", Map.of("type", "kv-v2"));
    server.root().write("deep/data/shop/eu/db", Map.of("data", Map.of("user", "web")));
    logIn(server.rootToken());
    browser.settles();
    search("findab");
    browser.sees("Role of azure");
    browser.type(Keys.ENTER);
    browser.sees("token_ttl is not set");

    search("shop db");
    browser.sees("deep/shop/eu/db");
    browser.type(Keys.ENTER);
    browser.sees("Values of version 1");

    search("nothing of that kind");
    browser.sees("Nothing that your token may see");
    browser.type(Keys.ESCAPE);
    browser.seesNo("Nothing that your token may see");

    browser.run("document.querySelector('.search-button').focus()");
    search("findab");
    browser.sees("Role of azure");
    browser.type(Keys.ESCAPE);
    browser.seesNo("Role of azure");
    browser.focuses(".search-button");
  }

  private void search(String text) {
    browser.type(Keys.chord(Keys.CONTROL, "k"));
    browser.focuses("dialog.search input");
    browser.type(text);
  }
}
