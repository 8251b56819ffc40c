package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources from a plugin and keys from a file: logins of a site that cannot reach Azure. */
@Tag("javac")
class CloudPluginTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration FILE_IS_READ_AGAIN = Duration.ofSeconds(11);
  private static final String SECRET = "secret-of-the-ward";
  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";

  @TempDir private static Path directory;
  @TempDir private static Path scratch;
  private static final StandingClock CLOCK = StandingClock.standing();
  private static TestingServer server;
  private static OfflineSite site;
  private static AzureMount mount;

  @BeforeAll
  static void start() throws Exception {
    site = new OfflineSite(directory);
    PluginBuild.ward(directory.resolve("plugins"), scratch);
    server =
        TestingServer.in(directory)
            .clock(CLOCK)
            .config("plugin_directory = \"plugins\"")
            .config(
                "plugin \"ward\" {\n  secret = \"%s\"\n  release = \"%s\"\n}"
                    .formatted(SECRET, scratch.resolve("release")))
            .furtherCloud("site", lab -> site.block("ward", lab))
            .start();
    mount =
        AzureMount.enable(server, "azure")
            .with("environment", "site", "resource_cache_ttl", "0", "max_retries", "0")
            .role(
                "app", "bound_service_principal_ids", "*", "bound_subscription_ids", SUBSCRIPTION);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
    assertThat(server.log()).contains("ward: ward closed");
    server.close();
  }

  @Test
  void thePluginIsListedInTheLogAndNotInTheCatalog() {
    assertThat(server.log())
        .contains("plugin started kind=cloud type=ward from=ward.jar", "ward: ward started");
    assertThat(server.root().get("sys/plugins/catalog").text()).doesNotContain("ward");
  }

  @Test
  void grantsAndRefusesByWhatThePluginKnows() {
    Reply granted = login("web-1");

    assertThat(granted.status()).as(granted.toString()).isEqualTo(200);
    assertThat(granted.auth().path("metadata").path("vm_name").asText()).isEqualTo("web-1");
    assertThat(login("web-10").status()).isEqualTo(403);
    assertThat(server.azure().resourceManager().reads().values()).allMatch(reads -> reads == 0);
  }

  @ParameterizedTest
  @CsvSource({"web-2,503", "web-20,503", "flex_0badcafe,502"})
  void aFaultOfThePluginIsAnOutageOfThisResourceAlone(String machine, int status) {
    Reply reply = login(machine);

    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.text()).doesNotContain(SECRET);
    assertThat(server.log()).doesNotContain(SECRET);
    assertThat(login("web-1").status()).isEqualTo(200);
  }

  @Test
  @Tag("slow")
  void aPluginThatHangsHoldsUpNobodyElse() throws Exception {
    assertThat(login("web-3").status()).isEqualTo(503);
    try {
      assertThat(login("web-1").status()).isEqualTo(200);
      Waiting.until(
          SOON,
          () -> metrics().contains("azimuth_plugin_threads_stuck{kind=\"cloud\",type=\"ward\"} 1"));
    } finally {
      Files.createFile(scratch.resolve("release"));
    }
  }

  @Test
  void theStatusNamesTheFileAndAsksThePlugin() {
    login("web-1");

    JsonNode status = server.root().get(mount.at("config/status?probe=true")).data();

    assertThat(status.path("discovery").path("ok").isNull()).isTrue();
    assertThat(status.path("keys").path("ok").asBoolean()).isTrue();
    assertThat(Reply.texts(status.path("keys").path("addresses")))
        .containsExactly(directory.resolve("keys.json").toAbsolutePath().toUri().toString());
    assertThat(status.path("resource_manager").path("ok").asBoolean()).isTrue();
  }

  @Test
  void theKeysAreThoseThatAreInTheFileNow() throws Exception {
    assertThat(login("web-1").status()).isEqualTo(200);

    Files.writeString(directory.resolve("keys.json"), anotherKey());
    CLOCK.advance(FILE_IS_READ_AGAIN);
    Waiting.until(SOON, () -> login("web-1").status() == 403);

    site.publish();
    CLOCK.advance(FILE_IS_READ_AGAIN);
    assertThat(login("web-1").status()).isEqualTo(200);

    Files.writeString(directory.resolve("keys.json"), "{\"keys\": [");
    CLOCK.advance(FILE_IS_READ_AGAIN);
    Waiting.until(
        SOON,
        () -> login("web-1").status() == 200 && server.log().contains("the key set is not JSON"));
    site.publish();
    CLOCK.advance(FILE_IS_READ_AGAIN);
    assertThat(login("web-1").status()).isEqualTo(200);
  }

  @Test
  void aTypeThatIsNotThereIsAProblemOfTheFile() throws Exception {
    assertThat(problems("cloud \"AzurePublicCloud\" {\n  services = \"wart\"\n}\n"))
        .contains(
            "azimuth.hcl:8: cloud \"AzurePublicCloud\": services: there is no plugin for clouds of"
                + " the type \"wart\"; did you mean \"ward\"?");
    assertThat(
            problems(
                """
                cloud "AzurePublicCloud" {
                  services = "ward"
                }
                plugin "ward" {
                  secrets = "x"
                }
                """))
        .contains(
            "azimuth.hcl:11: plugin \"ward\": unknown key \"secrets\"; did you mean \"secret\"?");
    assertThat(problems("cloud \"AzurePublicCloud\" {\n  keys_file = \"none.json\"\n}\n"))
        .contains("azimuth.hcl:8: cloud \"AzurePublicCloud\": keys_file: the file ");
    Files.writeString(scratch.resolve("empty.json"), "{\"keys\": []}");
    assertThat(problems("cloud \"AzurePublicCloud\" {\n  keys_file = \"empty.json\"\n}\n"))
        .contains(
            "azimuth.hcl:8: cloud \"AzurePublicCloud\": keys_file: the key set has no key that is"
                + " usable for RS256");
  }

  private static String problems(String blocks) throws Exception {
    Path file =
        Files.writeString(
            scratch.resolve("azimuth.hcl"),
            """
            listener "tcp" {
              address     = "127.0.0.1:0"
              tls_disable = true
            }
            storage "inmem" {}
            plugin_directory = "%s"
            """
                    .formatted(directory.resolve("plugins"))
                + blocks);
    StartupCheck.Outcome outcome = new StartupCheck(Environment.of(Map.of())).check(file);
    outcome.plan().ifPresent(plan -> plan.close());
    return outcome.problems().all().toString().replace(scratch + "/", "");
  }

  private static String anotherKey() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    RSAPublicKey key = (RSAPublicKey) keys.generateKeyPair().getPublic();
    return """
    {"keys": [{"kty": "RSA", "use": "sig", "kid": "other", "n": "%s", "e": "%s"}]}
    """
        .formatted(base64(key.getModulus()), base64(key.getPublicExponent()));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int start = bytes[0] == 0 ? 1 : 0;
    return new String(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encode(Arrays.copyOfRange(bytes, start, bytes.length)),
        StandardCharsets.UTF_8);
  }

  private static Reply login(String machine) {
    return mount.login("app", mount.mint(TokenRequest.forMachine(machine, AzureMount.AUDIENCE)));
  }

  private static String metrics() {
    return server.root().get("sys/metrics?format=prometheus").text();
  }
}
