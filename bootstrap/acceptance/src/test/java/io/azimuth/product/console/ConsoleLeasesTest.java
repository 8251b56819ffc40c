package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do with leases. */
@Tag("browser")
final class ConsoleLeasesTest extends ConsoleFixture {

  @Test
  void findsAndRevokesALease() {
    mount.role("leased");
    String token = mount.login("leased", mount.jwt()).clientToken();
    logIn(server.rootToken());
    browser.press("Leases");
    browser.press("auth/");
    browser.press("azure/");
    browser.press("login/");
    browser.press("Revoke all below");
    browser.press("Revoke all");
    browser.sees("The leases are revoked");
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(403);
  }
}
