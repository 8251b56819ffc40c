package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the pictures of docs/operate/console.md, when asked to: CONTRIBUTING.md, Tests. */
@Tag("browser")
@EnabledIfSystemProperty(named = "azimuth.console.pictures", matches = "true")
final class ConsolePicturesTest extends ConsoleFixture {

  private static final Path DIRECTORY = Path.of("../../docs/operate/console");
  private static final int WIDTH = 1080;
  private static final int PHONE = 390;
  private static final int HIGHEST = 1_000;
  private static final long LARGEST = 150_000;

  /** How long machines log in for the graphs. */
  private static final Duration TRAFFIC = Duration.ofSeconds(110);

  @BeforeAll
  void fill() {
    policies();
    roles();
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    for (String password : List.of("first", "second", "third")) {
      server
          .root()
          .write(
              "secret/data/web/db",
              Map.of("data", Map.of("user", "web", "password", password, "port", 5432)));
    }
    for (String name : List.of("web/tls", "web/queue", "shop/db")) {
      server.root().write("secret/data/" + name, Map.of("data", Map.of("value", "a value")));
    }
    refused();
  }

  private void policies() {
    server
        .root()
        .write(
            "sys/policies/acl/web",
            Map.of(
                "policy",
                """
                # What the web servers read.
                path "secret/data/web/*" {
                  capabilities = ["read"]
                }
                path "secret/metadata/web/*" {
                  capabilities = ["read", "list"]
                }
                """));
  }

  private void roles() {
    mount.with("resource_cache_ttl", 1); // so that there are calls to show
    mount.role(
        "web", "bound_resource_groups", "rg-web", "token_policies", "web", "token_ttl", "1h");
    mount.role(
        "db",
        "bound_service_principal_ids",
        AzureMount.principal(9),
        "bound_locations",
        "westeurope",
        "token_policies",
        "db");
    mount.role("batch", "bound_resource_groups", "rg-batch", "token_ttl", "15m");
  }

  private void refused() {
    mount.login("db", mount.jwt());
    mount.login("batch", mount.jwt());
    mount.login("web", mount.jwt(), "vm_name", "web-2");
    mount.login("db", mount.jwt());
  }

  @Test
  void writesThePictures() throws IOException {
    browser.resize(WIDTH, 480);
    browser.picture(DIRECTORY.resolve("login.png"));
    logIn(server.rootToken());
    browser.go("server"); // its graphs begin when it is opened
    traffic();
    shoot("server");
    browser.go("home");
    shoot("home", 1_200);
    browser.prefer("dark");
    shoot("home-dark", 1_200);
    browser.prefer("light");
    picture("roles", "roles");
    browser.go("roles/azure/db");
    browser.pressNamed("Apply this change: no_ttl");
    browser.seesNo("The change is in the form");
    shoot("role");
    browser.press("Undo the changes");
    browser.go("refusals/azure");
    browser.open("details", "db");
    shoot("refusals");
    browser.go("refusals/azure/db");
    browser.fill("Token", mount.jwt());
    browser.press("Run checks");
    browser.sees("The login would be refused.");
    shoot("dry-run");
    browser.go("rotation");
    browser.press("Rotate now");
    browser.press("Rotate");
    browser.sees("since");
    browser.seesNo("The rotation has begun");
    shoot("rotation");
    browser.go("policies/web");
    browser.fill("Path", "secret/data/web/db");
    browser.press("Ask");
    browser.sees("is allowed");
    shoot("policy");
    picture("secrets", "secrets/secret/web%2F");
    browser.go("secrets/secret/web%2Fdb");
    browser.press("Show user");
    shoot("secret");
    browser.go("tokens");
    shoot("tokens", 640);
    browser.go("leases/auth%2Fazure%2Flogin%2F");
    shoot("leases", 640);
    withLittleRights();
    phone();
  }

  private void withLittleRights() throws IOException {
    String token =
        server.tokenWith(
            "reader",
            """
            path "auth/azure/role/*" { capabilities = ["read", "list"] }
            path "auth/token/lookup-self" { capabilities = ["read"] }
            path "sys/capabilities-self" { capabilities = ["update"] }
            path "sys/ha-status" { capabilities = ["read"] }
            """);
    browser.run("sessionStorage.clear()");
    browser.reload();
    browser.resize(WIDTH, 480);
    logIn(token);
    picture("little-rights", "home");
  }

  private void phone() throws IOException {
    browser.run("sessionStorage.clear()");
    browser.prefer("dark");
    browser.resize(PHONE, 844);
    browser.reload();
    logIn(server.rootToken());
    browser.go("refusals/azure");
    browser.open("details", "db");
    browser.settles();
    browser.picture(DIRECTORY.resolve("phone.png"));
  }

  private void picture(String name, String page) throws IOException {
    browser.go(page);
    shoot(name);
  }

  private void shoot(String name) throws IOException {
    shoot(name, HIGHEST);
  }

  private void shoot(String name, int highest) throws IOException {
    browser.settles();
    browser.resize(WIDTH, 480);
    browser.run("window.scrollTo(0, 0)");
    long height = (Long) browser.run("return document.documentElement.scrollHeight");
    browser.resize(WIDTH, (int) Math.min(highest, height));
    browser.settles();
    Path file = DIRECTORY.resolve(name + ".png");
    browser.picture(file);
    assertThat(Files.size(file)).as(name).isLessThan(LARGEST);
  }

  /** Logins of a changing number of machines, some of which are refused. */
  private void traffic() {
    long begun = System.nanoTime();
    long over = TRAFFIC.toNanos();
    for (long now = 0; now < over; now = System.nanoTime() - begun) {
      double wave = 1.2 + Math.sin(8.0 * now / over);
      mount.login(Math.floorMod(now, 7) == 0 ? "db" : "web", mount.jwt());
      LockSupport.parkNanos((long) (120_000_000 / wave));
    }
  }
}
