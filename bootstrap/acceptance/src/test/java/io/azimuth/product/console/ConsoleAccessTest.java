package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The console is for everybody: without a mouse, with a screen reader, in the dark, on a phone. */
@Tag("browser")
final class ConsoleAccessTest extends ConsoleFixture {

  /** Each page, with content. */
  private static final List<String> PAGES =
      List.of(
          "home",
          "server",
          "roles",
          "roles/azure/web",
          "refusals/azure/web",
          "rotation",
          "policies",
          "policies/default",
          "identity",
          "mounts",
          "mounts/auth/azure",
          "codes/principal_not_bound",
          "secrets/kv",
          "secrets/kv/db",
          "tokens",
          "leases");

  private static final int MANY = 80;

  @BeforeAll
  void fill() {
    mount.role("web", "bound_service_principal_ids", AzureMount.principal(9));
    mount.login("web", mount.jwt());
    server.root().write("sys/mounts/kv", Map.of("type", "kv-v2"));
    server.root().write("kv/data/db", Map.of("data", Map.of("user", "web")));
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,390", "dark,390"})
  void axeFindsNoSeriousFault(String scheme, int width) {
    browser.prefer(scheme);
    browser.resize(width, 844);
    assertThat(faults()).as("the login, %s, %d", scheme, width).isEmpty();
    logIn(server.rootToken());
    for (String page : PAGES) {
      open(page);
      assertThat(faults()).as("%s, %s, %d", page, scheme, width).isEmpty();
      assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
          .as("the width of %s", page)
          .isLessThanOrEqualTo((long) width);
    }
    open("refusals/azure/web");
    browser.fill("Token", mount.jwt());
    browser.press("Run checks");
    browser.sees("The login would be refused.");
    assertThat(faults()).as("a dry run, %s, %d", scheme, width).isEmpty();
    open("rotation");
    browser.press("Rotate now");
    browser.sees("removes the old one");
    assertThat(faults()).as("a dialog, %s, %d", scheme, width).isEmpty();
    browser.press("Cancel");
  }

  private void open(String page) {
    browser.go(page);
    browser.settles();
  }

  /** What axe-core calls serious or critical. */
  @SuppressWarnings("unchecked") // axe's own answer: a list of objects
  private List<String> faults() {
    browser.run(axe());
    List<Map<String, Object>> found =
        (List<Map<String, Object>>)
            browser.runToItsEnd(
                """
                const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ['violations']}).then(
                  (result) => done(result.violations
                    .filter((it) => ['serious', 'critical'].includes(it.impact))
                    .map((it) => ({rule: it.id, where: it.nodes.map((node) => node.html).join(' ')}))),
                  (error) => done([{rule: 'axe failed', where: String(error)}]));
                """);
    return found.stream().map(fault -> fault.get("rule") + ": " + fault.get("where")).toList();
  }

  private static String axe() {
    try (InputStream script = ConsoleAccessTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void worksWithTheKeyboardAlone() {
    mount.role("keys", "bound_service_principal_ids", AzureMount.principal(9));
    tabTo("Token", "input[type=password]");
    browser.type(server.rootToken(), Keys.ENTER);
    browser.sees("Home");
    browser.settles();

    tabTo("Skip to the content", "a");
    browser.type(Keys.ENTER);
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("main");
    browser.type(Keys.chord(Keys.SHIFT, Keys.TAB));
    tabTo("Roles", "a");
    browser.type(Keys.ENTER);
    browser.settles();
    assertThat(browser.focused().getText()).as("the focus is at the heading").isEqualTo("Roles");
    tabTo("keys", "a");
    browser.type(Keys.ENTER);
    browser.sees("bound_service_principal_ids");
    tabTo("", "textarea");
    browser.type(Keys.chord(Keys.CONTROL, "a"), AzureMount.WEB_1);
    tabTo("Save", "button");
    browser.type(Keys.ENTER);
    browser.sees("The role is saved");

    tabTo("Delete the role", "button");
    browser.type(Keys.ENTER);
    browser.sees("Delete the role keys?");
    for (int i = 0; i < 7; i++) {
      browser.type(Keys.TAB);
      assertThat(
              browser.run(
                  "return document.activeElement === document.body"
                      + " || Boolean(document.activeElement.closest('dialog'))"))
          .as("the focus stays in the dialog")
          .isEqualTo(true);
    }
    browser.type(Keys.ESCAPE);
    browser.seesNo("Delete the role keys?");
    assertThat(browser.focused().getText()).as("the focus is back").isEqualTo("Delete the role");
    assertThat(server.root().get(mount.at("role/keys")).status()).isEqualTo(200);
  }

  /**
   * WCAG 2.2, 2.4.11: the bar with Save, and the head of the page, lie over nothing with the focus.
   */
  @ParameterizedTest
  @CsvSource({"1280,800", "390,844"})
  void nothingHidesWhatHasTheFocus(int width, int height) {
    browser.resize(width, height);
    logIn(server.rootToken());
    open("roles/azure/web");
    for (int i = 0; i < MANY; i++) {
      browser.type(Keys.TAB);
      assertThat(browser.run(HIDDEN)).as("hidden after %d tabs", i).isNull();
    }
  }

  /** The element with the focus, if nothing of it can be seen at three points. */
  private static final String HIDDEN =
      """
      const it = document.activeElement;
      const {left, top, width, bottom} = it.getBoundingClientRect();
      if (it === document.body || width < 2) return null;
      const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
      const seen = [0.1, 0.5, 0.9].some((part) => {
        const at = document.elementFromPoint(left + width / 2, from + (to - from) * part);
        return at && (it.contains(at) || at.contains(it));
      });
      return seen ? null : it.outerHTML.slice(0, 200);
      """;

  /** Presses the tabulator until the focus is there, and sees that the focus can be seen. */
  private void tabTo(String name, String selector) {
    for (int i = 0; i < MANY; i++) {
      browser.type(Keys.TAB);
      WebElement focused = browser.focused();
      if (Boolean.TRUE.equals(
              browser.run("return arguments[0].matches(arguments[1])", focused, selector))
          && (selector.startsWith("input") || focused.getText().strip().equals(name))) {
        assertThat(focused.getCssValue("outline-style"))
            .as("the outline of %s", name)
            .isEqualTo("solid");
        return;
      }
    }
    throw new AssertionError("no way by keyboard to " + name);
  }

  @Test
  void themeIsTheSystemsUntilOneIsChosen() {
    assertThat(background()).isEqualTo("rgb(245, 247, 249)");
    browser.prefer("dark");
    assertThat(background()).isEqualTo("rgb(15, 20, 25)");
    browser.choose("Theme", "Light");
    assertThat(background()).isEqualTo("rgb(245, 247, 249)");
    browser.reload();
    browser.sees("Log in");
    assertThat(background()).as("it is remembered").isEqualTo("rgb(245, 247, 249)");
    browser.prefer("light");
    browser.choose("Theme", "Dark");
    assertThat(background()).isEqualTo("rgb(15, 20, 25)");
  }

  private Object background() {
    return browser.run("return getComputedStyle(document.documentElement).backgroundColor");
  }

  @Test
  void pagesOpenBehindAButtonOnAPhone() {
    browser.resize(390, 844);
    logIn(server.rootToken());
    assertThat(browser.all("#navigation a").get(0).isDisplayed()).isFalse();
    browser.press("Pages");
    browser.press("Secrets");
    browser.sees("Secrets");
    assertThat(browser.all("#navigation a").get(0).isDisplayed()).isFalse();
  }
}
