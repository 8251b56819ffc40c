package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.command.DevServerFactory;
import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.dev.DevServer;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.WiredServer;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that {@code azimuth server --dev} prints work without changes. */
final class DevServerTest {

  private static final HostAndPort ANY = new HostAndPort("127.0.0.1", 0);

  @TempDir private Path home;

  private static DevServerFactory.Running start(Optional<SecretText> rootId) {
    return new DevServer(
            (plan, level) ->
                new WiredServer(plan, Clock.systemUTC(), new SystemSecretGenerator(), level))
        .start(new DevServerFactory.Order(ANY, rootId, Optional.empty(), Optional.empty()));
  }

  @Test
  @AboutAzure
  void machineLogsInWithTheCommandsOfTheGreeting() throws Exception {
    try (DevServerFactory.Running dev = start(Optional.empty())) {
      String greeting = String.join("\n", dev.greeting());
      assertThat(get(found(greeting, "(http[^']*/oauth2/token[^']*)'")))
          .contains("\"access_token\":\"");
      assertThat(greeting).contains("-d '{\"role\":\"dev\",\"jwt\":\"'$JWT'\"}'");
      assertThat(found(greeting, " (http\\S*/v1/auth/azure/login)"))
          .startsWith(found(greeting, "server +(http\\S+)"));
      String address = found(greeting, "azimuth login (\\S+)");
      CommandLineRun.End end =
          CommandLineRun.away(home)
              .run(
                  "login",
                  address,
                  found(greeting, "azimuth login \\S+ (\\S+)"),
                  found(greeting, "azimuth login \\S+ \\S+ (\\S+)"));
      assertThat(end.err()).isEmpty();
      assertThat(end.exit()).isZero();
      CommandLineRun.End read =
          CommandLineRun.away(home).run("read", address, "auth/azure/role/dev");
      assertThat(read.exit()).isZero();
      CommandLineRun.End secret =
          CommandLineRun.away(home).run("kv", "get", address, "-field=greeting", "secret/hello");
      assertThat(secret.out()).startsWith("hello");
      CommandLineRun.End refused =
          CommandLineRun.away(home)
              .run(
                  "login",
                  address,
                  "--role=web-3",
                  found(greeting, "azimuth login \\S+ \\S+ (\\S+)"));
      assertThat(refused.exit()).isNotZero();
      assertThat(refused.err()).contains("principal");
      CommandLineRun.End refusals =
          CommandLineRun.away(home)
              .with("VAULT_TOKEN", found(greeting, "VAULT_TOKEN=(\\S+) azimuth read"))
              .run("read", address, found(greeting, "azimuth read --\\S+ (\\S+/refusals)"));
      assertThat(refusals.out()).contains("principal_not_bound");
    }
  }

  @Test
  void operatorReadsWithTheTokenOfTheGreeting() {
    try (DevServerFactory.Running dev = start(Optional.empty())) {
      String greeting = String.join("\n", dev.greeting());
      CommandLineRun operator =
          CommandLineRun.away(home)
              .with("VAULT_ADDR", found(greeting, "VAULT_ADDR=(\\S+)"))
              .with("VAULT_TOKEN", found(greeting, "VAULT_TOKEN=(\\S+)"));

      assertThat(operator.run("read", found(greeting, "azimuth read (\\S+)")).exit()).isZero();
      assertThat(operator.run("read", "-field=sealed", "sys/seal-status").out()).isEqualTo("false");
    }
  }

  @Test
  void rootTokenIsTheOneOfTheOrderAndTheOnlyOne() {
    try (DevServerFactory.Running dev = start(Optional.of(SecretText.of("my-root")))) {
      String greeting = String.join("\n", dev.greeting());
      CommandLineRun root =
          CommandLineRun.away(home)
              .with("VAULT_ADDR", found(greeting, "VAULT_ADDR=(\\S+)"))
              .with("VAULT_TOKEN", "my-root");

      assertThat(greeting).contains("root token  my-root");
      assertThat(dev.facts().get("root_token")).contains(Value.of("my-root"));
      assertThat(dev.facts().get("address"))
          .contains(Value.of(found(greeting, "VAULT_ADDR=(\\S+)")));
      assertThat(root.run("token", "lookup", "-field=policies").out()).isEqualTo("[root]");
      assertThat(root.run("token", "lookup", "-field=display_name").out()).isEqualTo("token");
      assertThat(root.run("list", "-format=json", "auth/token/accessors").out().lines()).hasSize(3);
    }
  }

  @Test
  @AboutAzure
  void documentsHaveTheSameCommands() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    String page = Files.readString(Path.of("../../docs/start/first-secret.md"));
    try (DevServerFactory.Running dev = start(Optional.empty())) {
      String greeting = String.join("\n", dev.greeting());
      String server = found(greeting, "server +(http\\S+)");
      String metadata = found(greeting, "metadata service at (http\\S+)");
      String documented =
          greeting
              .replace(server, "http://127.0.0.1:8200")
              .replace(metadata, "http://127.0.0.1:9080");

      assertThat(page)
          .contains(found(documented, "(JWT=\\S+ .*) \\| sed"))
          .contains(found(documented, "(\\| sed .*)"))
          .contains(found(documented, "(curl -s -d .*)").replace("\"dev\"", "\"web\""));
      assertThat(readme).contains(found(documented, "(azimuth login .*)"));
    }
  }

  private static String found(String greeting, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(greeting);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static String get(String metadata) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(metadata)).header("Metadata", "true").build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
