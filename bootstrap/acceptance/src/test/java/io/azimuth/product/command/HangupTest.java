package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SIGHUP does to a server in its own process, and what reloads one that ignores it. */
@Tag("slow")
final class HangupTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RELOAD = "sys/config/reload";

  @TempDir private Path directory;

  @Test
  void aHangupOpensAuditFilesAnewAndReadsTheLogLevel() throws IOException {
    try (TestingServer server = TestingServer.in(directory).heedingHangups().start()) {
      Path audit = auditFile(server);
      Files.delete(audit);
      logMore(server);

      server.hangUp();
      Waiting.until(PATIENCE, () -> server.log().contains("reloaded"));

      assertThat(audit).exists();
      assertThat(level(server)).isEqualTo("debug");
      assertThat(server.log()).doesNotContain("SIGHUP");
      assertThat(doctor(server)).doesNotContain("SIGHUP");
    }
  }

  @Test
  void aServerThatIgnoresHangupsSaysSoAndIsReloadedByARequest() throws IOException {
    try (TestingServer server = TestingServer.in(directory).ignoringHangups().start()) {
      assertThat(server.log().lines().filter(line -> line.contains("SIGHUP")))
          .singleElement()
          .asString()
          .contains("WARN", "SIGHUP is ignored", "nohup", "azimuth operator reload");
      assertThat(doctor(server))
          .containsPattern("warn +reload +the server ignores SIGHUP")
          .contains("azimuth operator reload");
      Path audit = auditFile(server);
      Files.delete(audit);
      logMore(server);

      server.hangUp();
      assertThat(server.isAlive()).isTrue();
      assertThat(level(server)).isEqualTo("info");
      End reloaded = operator(server).run("operator", "reload");

      assertThat(reloaded.exit()).as(reloaded.err()).isZero();
      assertThat(reloaded.out()).isEqualTo("Success! The server has reloaded.\n");
      assertThat(level(server)).isEqualTo("debug");
      assertThat(Files.readString(audit)).contains(RELOAD); // the answer of the reload
    }
  }

  @Test
  void aReloadSaysAllThatStaysAsItWas() throws IOException {
    TestingServer server = TestingServer.in(directory).overTls().ignoringHangups().start();
    try (server) {
      Path audit = auditFile(server);
      server
          .root()
          .write(
              "sys/audit/other", Map.of("type", "file", "options", Map.of("file_path", "o.log")));
      Files.delete(audit);
      Files.createDirectory(audit);
      Files.writeString(server.path("server.key"), "no key");
      Files.writeString(server.path("azimuth.hcl"), "uii = true\n", StandardOpenOption.APPEND);

      Reply reply = server.root().post(RELOAD);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.errors())
          .hasSize(3)
          .anyMatch(it -> it.contains("the configuration file is no longer good"))
          .anyMatch(it -> it.contains("TLS files of") && it.contains("server.key"))
          .anyMatch(it -> it.contains("the file of audit device file may no longer be opened"));
      assertThat(server.log()).contains("reloaded in part, problems=3");
    }
  }

  private static Path auditFile(TestingServer server) {
    server
        .root()
        .write("sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "a.log")));
    assertThat(level(server)).isEqualTo("info"); // and its record, which opens the file
    return server.path("audit").resolve("a.log");
  }

  private static void logMore(TestingServer server) throws IOException {
    Files.writeString(
        server.path("azimuth.hcl"), "log_level = \"debug\"\n", StandardOpenOption.APPEND);
  }

  private static String level(TestingServer server) {
    return server.root().get("sys/loggers/core").data().path("core").asText();
  }

  private CommandLineRun operator(TestingServer server) {
    return CommandLineRun.at(server, directory).with("VAULT_TOKEN", server.rootToken());
  }

  private String doctor(TestingServer server) {
    return operator(server).run("doctor").out();
  }
}
