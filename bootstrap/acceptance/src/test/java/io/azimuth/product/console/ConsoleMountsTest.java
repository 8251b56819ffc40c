package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do with mounts. */
@Tag("browser")
final class ConsoleMountsTest extends ConsoleFixture {

  @Test
  void mountsTunesAndDisablesAnAuthMethod() {
    logIn(server.rootToken());
    browser.press("Mounts");
    browser.sees("auth/azure/");
    browser.choose("Type", "approle");
    browser.fill("Path", "robots");
    browser.press("Enable");
    browser.sees("Tuning");
    browser.fill("max_lease_ttl", "3h");
    browser.press("Save");
    browser.sees("Tuning: saved");
    assertThat(server.root().get("sys/auth/robots/tune").data().path("max_lease_ttl").asInt())
        .isEqualTo(10_800);
    browser.go("roles/robots");
    browser.sees("No roles yet.");
    browser.go("mounts/auth/robots");
    browser.press("Disable the auth method");
    browser.press("Disable");
    browser.sees("The auth method is disabled");
    assertThat(server.root().get("sys/auth").data().has("robots/")).isFalse();
  }

  @Test
  void showsADelayThatIsReadInNanoseconds() {
    logIn(server.rootToken());
    browser.go("mounts/auth/azure");
    browser.sees("Nothing is changed.");
    assertThat(browser.field("retry_delay").getDomProperty("value")).isEqualTo("4s");
    browser.fill("retry_delay", "5s");
    browser.press("Save");
    browser.sees("Configuration: saved");
    assertThat(server.root().get(mount.at("config")).data().path("retry_delay").asLong())
        .isEqualTo(Duration.ofSeconds(5).toNanos());
    mount.with("retry_delay", 4);
  }
}
