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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server with its console and a simulated Azure, and a browser that stands before the login. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsoleFixture {

  protected TestingServer server;
  protected AzureMount mount;
  protected Browser browser;

  @BeforeAll
  void start(@TempDir Path directory, @TempDir Path profile) {
    Browser.missing()
        .ifPresent(
            reason -> {
              System.err.println("SKIPPED: the console was not tested, since " + reason);
              Assumptions.abort(reason);
            });
    server = TestingServer.in(directory).config("ui = true").start();
    mount = AzureMount.enable(server, "azure").readingResources();
    mount.role("first").warm("first");
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
    browser.reload();
    browser.sees("Log in");
    browser.complaints();
  }

  /** No error of a script, and no violation of the content security policy. */
  @AfterEach
  void noComplaint() {
    assertThat(browser.complaints()).isEmpty();
  }

  /** Logs in with a token. */
  protected void logIn(String token) {
    browser.fill("Token", token);
    browser.press("Log in");
    browser.sees("Home");
  }
}
