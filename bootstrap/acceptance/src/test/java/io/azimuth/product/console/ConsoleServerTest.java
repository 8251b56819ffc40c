package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people see on Server. */
@Tag("browser")
final class ConsoleServerTest extends ConsoleFixture {

  @Test
  void showsTheStateOfTheServerAndLiveGraphs() {
    mount.role("counted");
    mount.loggedIn("counted");
    logIn(server.rootToken());

    browser.press("Server");
    browser.sees("Nodes");
    browser.sees("leader");
    browser.sees("Open connections");
    browser.sees("granted");
    browser.sees("discovery");
    assertThat(browser.title()).isEqualTo("Server – Azimuth");
    assertThat(browser.all("svg[role=img]"))
        .extracting(graph -> graph.getDomAttribute("aria-label"))
        .satisfiesExactly(
            logins -> assertThat(logins).startsWith("Logins, per second, now: granted"),
            azure -> assertThat(azure).startsWith("Azure calls, per second, now: discovery"),
            requests -> assertThat(requests).startsWith("Requests, per second, now: 2xx"));
  }
}
