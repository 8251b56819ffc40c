package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people do in the console, with a real browser against a real server. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleWalksTest {

  private TestingServer server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path directory, @TempDir Path profile) {
    Browser.missing()
        .ifPresent(
            reason -> {
              System.err.println("SKIPPED: the console was not tested, since " + reason);
              Assumptions.abort(reason);
            });
    server = TestingServer.in(directory).config("ui = true").start();
    AzureMount.enable(server, "azure");
    browser = Browser.start(profile);
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void begin() {
    browser.resize(1280, 900);
    browser.prefer("light");
    browser.open(server.address().resolve("/ui/"));
    browser.run("sessionStorage.clear(); localStorage.clear()");
    browser.open(server.address().resolve("/ui"));
    browser.sees("Log in");
  }

  @AfterEach
  void noComplaint() {
    assertThat(browser.complaints()).isEmpty();
  }

  private void logIn(String token) {
    browser.fill("Token", token);
    browser.press("Log in");
  }

  @Test
  void showsTheStateOfTheServerAfterTheLogin() {
    logIn(server.rootToken());

    browser.sees("Nodes");
    browser.sees("active");
    browser.sees("auth/azure/");
    assertThat(browser.title()).isEqualTo("Overview – Azimuth");
  }
}
