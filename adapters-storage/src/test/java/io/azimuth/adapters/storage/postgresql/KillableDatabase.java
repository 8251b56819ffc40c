package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.LastingPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.helpers.NOPLogger;

/** A database of its own that syncs its writes, and recovers where it was killed. */
final class KillableDatabase implements AutoCloseable {

  private final Path data;
  private final int port = LastingPort.find();
  private EmbeddedPostgres server;

  private KillableDatabase(Path data) throws IOException {
    this.data = data;
    this.server = run();
  }

  static KillableDatabase start(Path data) throws IOException {
    return new KillableDatabase(data);
  }

  private EmbeddedPostgres run() throws IOException {
    Path log = data.resolveSibling("postgresql.log");
    try {
      return EmbeddedPostgres.builder()
          .setPGStartupWait(Duration.ofMinutes(1))
          .setPort(port)
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setServerConfig("fsync", "on")
          .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new IOException("it does not start:\n" + Files.readString(log), e);
    }
  }

  String url() {
    return "postgres://postgres@127.0.0.1:" + port + "/postgres";
  }

  /** All its processes at once, as when the machine stops; then it recovers. */
  void kill() throws IOException {
    Path pid = data.resolve("postmaster.pid");
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0))).orElseThrow();
    stop(postmaster); // it begins no more processes, of which one would outlive the others
    List<ProcessHandle> all =
        Stream.concat(postmaster.descendants(), Stream.of(postmaster)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    server.close(); // there is nothing to stop: it gives up the directory
    Files.deleteIfExists(pid);
    server = run();
  }

  private static void stop(ProcessHandle process) throws IOException {
    try {
      new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static KeyValueEngine open(String url) {
    return new PostgresEngineFactory()
        .open(
            new PluginSettings(Map.of("connection_url", url), Path.of(".")),
            new PluginContext(Clock.systemUTC(), NOPLogger.NOP_LOGGER));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
