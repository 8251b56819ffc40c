package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A server with its console and a simulated Azure, and a browser that stands before the login. All
 * classes share them; each finds the server without what others left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedBrowser.class) // before a server is started: without a browser, none is needed
abstract class ConsoleFixture {

  @RegisterExtension static final SharedServer SHARED = SharedServer.withConsole();

  protected TestingServer server;
  protected AzureMount mount;
  protected Browser browser;

  @BeforeAll
  void start(Browser shared) {
    browser = shared;
    server = SHARED.server();
    mount = AzureMount.enable(server, "azure").readingResources();
    mount.role("first").warm("first");
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

  /** What an expression makes of a module of the console, {@code it}. */
  protected Object judged(String module, String expression) {
    return browser.runToItsEnd(
        """
        const done = arguments[arguments.length - 1];
        const main = document.querySelector('script[type=module]').src;
        import(new URL('%s', main))
          .then(async (it) => done(await (%s)))
          .catch((error) => done(String(error)));
        """
            .formatted(module, expression));
  }
}
