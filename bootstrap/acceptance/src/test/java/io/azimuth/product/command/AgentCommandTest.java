package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.fleet.SeededAttested;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.AgentThread;
import io.azimuth.product.server.TcpRelay;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code azimuth agent} at a server, with the machines of the simulated Azure. */
@Tag("slow")
final class AgentCommandTest extends LoginCommandFixture {

  private static final Duration SOON = Duration.ofSeconds(10);

  @BeforeAll
  static void prepare() {
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server
        .root()
        .write(
            "sys/policies/acl/agent",
            Map.of("policy", "path \"secret/data/agent/*\" { capabilities = [\"read\"] }"));
    mount.with("attestation_issuers", server.azure().attestation().issuer().toString());
    mount.role("brief", "token_policies", "agent", "token_ttl", "2s", "token_max_ttl", "4s");
    mount.role("hour", "token_policies", "agent", "token_ttl", "1h");
    mount.role(
        "attested",
        "bound_service_principal_ids",
        "*",
        "bound_subscription_ids",
        ResourceFixture.SUBSCRIPTION,
        "require_attested_document",
        true,
        "bound_attestation",
        "confidential_vm",
        "token_ttl",
        "1h");
  }

  private Path config(String address, String role, String more) {
    return write(
        "agent.hcl",
        """
        vault { address = "%s" }
        auto_auth {
          method "azure" {
            min_backoff = "1s"
            max_backoff = "1s"
            config = {
              role             = "%s"
              metadata_address = "%s"
            }
          }
          sink "file" {
            config = { path = "token" }
          }
        }
        %s
        """
            .formatted(address, role, machine("web-1"), more));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(home.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String content(String name) {
    try {
      Path file = home.resolve(name);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String other(String name, String before) {
    Waiting.until(SOON, () -> !content(name).isEmpty() && !content(name).equals(before));
    return content(name);
  }

  @Test
  void keepsATokenThroughRenewalMaximumRevocationAndOutage() throws Exception {
    try (TcpRelay relay = TcpRelay.to(server);
        AgentThread agent =
            AgentThread.start(config(relay.address().toString(), "brief", ""), Map.of())) {
      String first = other("token", "");
      long start = System.nanoTime();
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("token"))))
          .isEqualTo("rw-r-----");

      String second = other("token", first);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("the first one lived longer than its TTL")
          .isGreaterThan(Duration.ofSeconds(2));
      assertThat(valid(second)).isTrue();

      server.root().write("auth/token/revoke", Map.of("token", second));
      String third = other("token", second);
      assertThat(valid(third)).isTrue();
      assertThat(agent.log()).contains("no longer valid");

      relay.goAway();
      Waiting.until(SOON, () -> agent.log().contains("nothing listens"));
      Waiting.until(SOON, () -> !valid(third));
      relay.comeBack();
      assertThat(valid(other("token", third))).isTrue();
      assertThat(agent.log().lines().count()).as(agent.log()).isLessThan(15);
      assertThat(agent.log()).doesNotContain(first, second, third);
      assertThat(agent.terminate()).isZero();
    }
  }

  private static boolean valid(String token) {
    return server.as(token).get("auth/token/lookup-self").status() == 200;
  }

  @Test
  void wrapsForASecondSinkAndEndsWhenToldSo() throws Exception {
    Path file = config(server.address().toString(), "attested", "exit_after_auth = true");
    write(
        "agent.hcl",
        Files.readString(file)
            .replace(machine("web-1"), machine(SeededAttested.CONFIDENTIAL))
            .replace(
                "role  ",
                "attestation_command = \""
                    + attestationCommand(SeededAttested.CONFIDENTIAL).getFileName()
                    + "\"\n        role  ")
            .replace(
                "  sink \"file\" {",
                "  sink \"file\" {\n    wrap_ttl = \"1m\"\n    config = { path = \"wrapped\" }\n"
                    + "  }\n  sink \"file\" {"));

    try (AgentThread agent = AgentThread.start(file, Map.of())) {
      assertThat(agent.exit()).as(agent.log()).isZero();
    }

    JsonNode info = new ObjectMapper().readTree(content("wrapped"));
    JsonNode wrapped =
        server.as(info.path("token").asText()).write("sys/wrapping/unwrap", Map.of()).data();
    assertThat(wrapped.path("token").asText()).isEqualTo(content("token"));
    assertThat(valid(content("token"))).isTrue();
  }

  @Test
  void runsAProgramAgainWhenItsSecretChangesAndEndsWithItsCode() {
    secret("one");
    Path file =
        config(
            server.address().toString(),
            "hour",
            """
            template_config { static_secret_render_interval = "1s" }
            env_template "WORD" {
              contents = "a {{ with secret \\"secret/data/agent/word\\" }}{{ .Data.data.word }}{{ end }}"
            }
            exec {
              command = ["/bin/sh", "-c", "echo $WORD > said; [ \\"$WORD\\" = 'a two' ] && exit 7; exec sleep 60"]
            }
            """
                .replace("> said", "> " + home.resolve("said")));

    try (AgentThread agent = AgentThread.start(file, Map.of())) {
      Waiting.until(SOON, () -> content("said").equals("a one\n"));
      secret("two");
      assertThat(agent.exit()).as(agent.log()).isEqualTo(7);
    }

    assertThat(content("said")).isEqualTo("a two\n");
  }

  @Test
  void givesProgramsItsTokenAndReplacesOneThatTheServerNoLongerTakes() throws Exception {
    secret("one");
    Path file =
        config(
            server.address().toString(),
            "hour",
            """
            listener "tcp" {
              address     = "127.0.0.1:0"
              tls_disable = true
            }
            api_proxy { use_auto_auth_token = true }
            """);

    try (AgentThread agent = AgentThread.start(file, Map.of())) {
      String first = other("token", "");
      URI secret = URI.create(listens(agent.log()) + "/v1/secret/data/agent/word");
      assertThat(read(secret).body()).contains("\"word\":\"one\"");

      server.root().write("auth/token/revoke", Map.of("token", first));
      assertThat(read(secret).statusCode()).isEqualTo(403);
      assertThat(valid(other("token", first))).isTrue();
      assertThat(read(secret).statusCode()).isEqualTo(200);
      assertThat(agent.terminate()).isZero();
    }
  }

  private static String listens(String log) {
    Matcher line = Pattern.compile("listens at (127\\.0\\.0\\.1:[1-9][0-9]*)\\R").matcher(log);
    assertThat(line.find()).as(log).isTrue();
    return "http://" + line.group(1);
  }

  private static HttpResponse<String> read(URI secret) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(secret).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void secret(String word) {
    server.root().write("secret/data/agent/word", Map.of("data", Map.of("word", word)));
  }
}
