package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin that tries to reach more than its own mounts, fails and blocks. */
@Tag("javac")
@Tag("slow")
class ProwlingPluginTest {

  private static final String SECRET = "its-own-secret-5c1d";
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String BOTH_BUSY =
      "azimuth_plugin_threads_busy{callers=\"strangers\",kind=\"auth\",type=\"prowler\"} 2";

  @TempDir private static Path directory;
  @TempDir private static Path scratch;
  private static TestingServer server;

  @BeforeAll
  static void start() throws Exception {
    PluginBuild.prowler(directory.resolve("plugins"), scratch);
    server =
        TestingServer.in(directory)
            .config("plugin_directory = \"plugins\"")
            .config(
                "plugin \"prowler\" {\n  secret = \""
                    + SECRET
                    + "\"\n  release = \"release\"\n  max_threads = 2\n}")
            .start();
    server.root().write("sys/auth/prowler", Map.of("type", "prowler"));
    server.root().write("sys/auth/team", Map.of("type", "jwt"));
    server.root().write("sys/mounts/secret", Map.of("type", "kv"));
    server.root().write("sys/mounts/notes", Map.of("type", "prowler"));
  }

  @AfterAll
  static void stop() {
    server.stop();
    String log = server.log();
    server.close();
    assertThat(log)
        .contains(
            "the auth method \"prowler\" (prowler.jar) could not be closed",
            "prowler: prowler closed")
        .doesNotContain(SECRET);
  }

  private static Reply write(String path, String name) {
    return server.anonymous().post("auth/prowler/" + path, Map.of("name", name));
  }

  private static String result(Reply reply) {
    assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    return reply.data().path("result").asText();
  }

  private static String metrics() {
    return server.root().get("sys/metrics?format=prometheus").text();
  }

  private static void assertLogged(String text) {
    Waiting.until(SOON, () -> server.log().contains(text));
  }

  @Test
  void theInterfacesLeadToNothingElse() throws Exception {
    assertThat(PluginBuild.errorsOf("peek", scratch))
        .contains(
            "package io.azimuth.application.port.store does not exist",
            "symbol:   method work()",
            "method storage in interface MountTransaction cannot be applied to given types",
            "method begin in interface MountStore cannot be applied to given types");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.azimuth.application.port.store.UnitOfWork",
        "io.azimuth.application.gateway.Gateway",
        "io.azimuth.jwt.JwtAuthMethodFactory",
        "io.azimuth.azure.port.ServerCredential",
        "io.azimuth.adapters.storage.StorageModule",
        "io.azimuth.bootstrap.server.WiredServer",
        "com.google.inject.Injector",
        "com.fasterxml.jackson.databind.ObjectMapper",
        "ch.qos.logback.classic.LoggerContext",
        "io.undertow.Undertow",
        "org.mapdb.DB"
      })
  void noOtherClassOfTheServerIsFoundByName(String name) throws Exception {
    assertThat(Class.forName(name)).as("the server has it").isNotNull();

    assertThat(result(write("class", name))).isEqualTo("ClassNotFoundException");
    assertThat(result(write("thread", name))).isEqualTo("ClassNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.azimuth.spi.AuthMethod",
        "io.azimuth.azure.spi.ResourceSource",
        "io.azimuth.domain.mount.Mount",
        "org.slf4j.Logger",
        "java.net.http.HttpClient",
        "java.sql.Connection"
      })
  void publishedClassesAreFound(String name) {
    assertThat(result(write("class", name))).isEqualTo(name);
  }

  @Test
  void servicesAreItsOwn() {
    assertThat(result(server.anonymous().get("auth/prowler/services")))
        .isEqualTo("prowler.ProwlerAuthFactory");
  }

  @Test
  void bringsItsOwnCopyOfALibrary() {
    assertThat(result(server.anonymous().get("auth/prowler/copy"))).isEqualTo("the plugin");
  }

  @Test
  void seesTheMountsOfItsTypeOnly() {
    assertThat(result(server.anonymous().get("auth/prowler/mounts"))).isEqualTo("[auth/prowler/]");
  }

  @Test
  void cannotBeginOnAnotherMount() {
    String own = uuid("sys/auth", "prowler/");
    assertThat(result(write("begin", own))).startsWith("[");

    for (String other :
        List.of(
            uuid("sys/auth", "team/"),
            uuid("sys/mounts", "secret/"),
            uuid("sys/mounts", "notes/"))) {
      assertThat(result(write("begin", other))).isEqualTo("StaleReadException");
    }
  }

  private static String uuid(String table, String path) {
    return server.root().get(table).data().path(path).path("uuid").asText();
  }

  @Test
  void cannotCommitTheTransactionOfARequest() {
    assertThat(result(write("commit", ""))).isEqualTo("IllegalArgumentException");
  }

  @Test
  void cannotCloseTheThreadsOfTheServer() {
    assertThat(result(write("cast", ""))).isEqualTo("ClassCastException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "link", "deep", "null"})
  void aFaultIsOneAnswer500AndNamesThePlugin(String fault) {
    int before = server.log().length();

    Reply reply = write("fail", fault);

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.errors()).containsExactly("internal error");
    assertThat(server.log().substring(before))
        .contains("the auth method \"prowler\" (prowler.jar)", "the handler of WRITE fail");
    assertThat(server.anonymous().get("sys/health").status()).isEqualTo(200);
  }

  @Test
  void aFaultAfterAWaitIsAnAnswerToo() {
    assertThat(result(write("wait", ""))).isEqualTo("arrived");

    assertThat(write("wait", "fail").status()).isEqualTo(500);
    assertThat(server.log()).contains("NoClassDefFoundError: org/example/Step");
  }

  @Test
  void aFaultAfterTheAnswerDoesNotChangeTheAnswer() {
    assertThat(write("effect", "").status()).isEqualTo(200);

    assertLogged("org/example/Late");
    assertThat(write("task", "").status()).isEqualTo(200);
    assertLogged("org/example/Background");
  }

  @Test
  void aFaultOfMaintenanceIsLoggedOnceAndHarmsNoOtherMount() {
    // One that a busy machine begins a second late comes a minute later.
    Waiting.until(Duration.ofSeconds(90), () -> server.log().contains("org/example/Maintenance"));
    Waiting.until(SOON, () -> server.root().get("sys/internal/counters/tokens").status() != 500);

    assertThat(server.log().split("failed in maintain", -1)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aFaultOfRenewalOrFarewellIsAnAnswer() {
    server.root().write("sys/auth/prowler2", Map.of("type", "prowler"));
    Reply login = server.anonymous().post("auth/prowler2/login", Map.of());

    assertThat(server.as(login.clientToken()).post("auth/token/renew-self").status())
        .isEqualTo(500);
    // A plugin that is broken is the reason to disable its mount.
    assertThat(server.root().delete("sys/auth/prowler2").status()).isEqualTo(204);
    assertThat(server.log()).contains("failed in renew", "failed in disabled");
  }

  @Test
  void theSecretsEngineOfTheSameJarWorks() {
    server.root().write("notes/note", Map.of("text", "first"));

    assertThat(server.root().get("notes/note").data().path("text").asText()).isEqualTo("first");
  }

  @Test
  void aSecretsEngineReportsOnAMountThatIsDisabled() {
    server.root().write("sys/mounts/going", Map.of("type", "prowler"));
    server.root().write("going/note", Map.of("text", "last"));

    assertThat(server.root().delete("sys/mounts/going").status()).isEqualTo(204);
    assertLogged("going/ goes, noted=true");
  }

  @Test
  void aListOfItsOwnIsReadOnItsOwnThread() {
    Reply tuned =
        server.root().post("sys/mounts/notes/tune", Map.of("options", Map.of("size", "1")));

    assertThat(tuned.text()).contains("plugin-prowler.jar-secret-prowler-");
  }

  @Test
  void strangersTakeNoThreadsFromOthers() throws Exception {
    List<CompletableFuture<Reply>> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        waiting.add(server.anonymous().sendLater("POST", "auth/prowler/block", "{}"));
      }
      // By the metric: a request that asked for it would take the place of one that blocks.
      Waiting.until(SOON, () -> metrics().contains(BOTH_BUSY));

      assertThat(server.root().post("auth/prowler/known", Map.of()).status()).isEqualTo(204);
      Reply refused = write("class", "java.lang.String");
      assertThat(refused.status()).as("after its turn in line").isEqualTo(503);
      assertThat(refused.header("Retry-After")).contains("1");
      assertThat(refused.errors())
          .containsExactly("too many requests to the plugin prowler, try again");
      assertThat(server.root().get("notes/note").status()).isLessThan(500);
      assertThat(server.root().get("sys/mounts").status()).isEqualTo(200);
    } finally {
      Files.createFile(directory.resolve("release"));
    }
    for (CompletableFuture<Reply> one : waiting) {
      one.join(); // one that a busy machine releases late is answered 503
    }
    assertThat(result(write("class", "java.lang.String"))).isEqualTo("java.lang.String");
  }
}
