package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.bootstrap.server.WiredServer;
import io.azimuth.bootstrap.snapshot.OfflineRestore;
import io.azimuth.bootstrap.snapshot.SnapshotFile;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A storage engine of a jar: what its factory throws, and with which class loader it runs. */
@Tag("javac")
@Tag("slow")
class StoragePluginTest {

  private static final String SECRET = "its-own-secret-e903";
  private static final String LISTENER =
      "listener \"tcp\" {\n  address = \"127.0.0.1:0\"\n  tls_disable = true\n}\n";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  @TempDir private Path directory;
  @TempDir private Path scratch;

  @BeforeEach
  void build() throws Exception {
    PluginBuild.hoard(directory.resolve("plugins"), scratch);
  }

  @ParameterizedTest
  @CsvSource({
    "runtime, 5, hoard.jar failed to check the settings: java.lang.IllegalStateException",
    "link, 5, hoard.jar failed to check the settings: java.lang.NoClassDefFoundError",
    "error, 5, hoard.jar failed to check the settings: java.lang.AssertionError",
    "settings, 7, fail: is (hidden)",
    "thread, 7, fail: in its loader"
  })
  void whatValidateThrowsIsOneProblemOfTheFile(String fault, int line, String problem)
      throws Exception {
    StartupCheck.Outcome outcome =
        check(LISTENER + storage("secret = \"" + SECRET + "\"\n  fail = \"" + fault + "\""));

    assertThat(outcome.plan()).isEmpty();
    assertThat(outcome.problems().all())
        .singleElement()
        .asString()
        .endsWith("azimuth.hcl:" + line + ": storage \"hoard\": " + problem)
        .doesNotContain(SECRET);
  }

  @Test
  void opensWithItsOwnContextLoader() throws Exception {
    StartupPlan plan = check(LISTENER + storage("")).plan().orElseThrow();

    assertThatThrownBy(
            () -> new WiredServer(plan, Clock.systemUTC(), new SystemSecretGenerator()).start())
        .hasMessage("opened in its loader");
  }

  @Test
  void restoresWithItsOwnContextLoader() throws Exception {
    Path snapshot = directory.resolve("backup.snapshot");
    TestingServer server = SHARED.server();
    save(server, snapshot);
    String config =
        Files.readString(server.path("azimuth.hcl"))
            .replaceFirst("storage \"[a-z]+\" \\{[^}]*}", "");

    try (StartupPlan plan = check(config + storage("")).plan().orElseThrow()) {
      OfflineRestore restore =
          new OfflineRestore(plan, Clock.systemUTC(), new SystemSecretGenerator());
      assertThatThrownBy(
              () -> restore.run(new SnapshotFile(snapshot), false, UnaryOperator.identity()))
          .hasMessage("nothing was restored: restored in its loader");
    }
  }

  private static String storage(String settings) {
    return "storage \"hoard\" {\n  " + settings + "\n}\nplugin_directory = \"plugins\"\n";
  }

  private StartupCheck.Outcome check(String config) throws Exception {
    Path file = Files.writeString(directory.resolve("azimuth.hcl"), config);
    return new StartupCheck(Environment.of(Map.of())).check(file);
  }

  private static void save(TestingServer server, Path file) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/v1/sys/storage/snapshot"))
            .header("X-Vault-Token", server.rootToken())
            .build();
    try (InputStream body =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body()) {
      assertThat(new SnapshotFile(file).write(body).entries()).isPositive();
    }
  }
}
