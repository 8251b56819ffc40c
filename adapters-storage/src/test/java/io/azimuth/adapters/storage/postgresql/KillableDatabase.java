package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.helpers.NOPLogger;

/** A database of its own that syncs its writes, and recovers where it was killed. */
final class KillableDatabase implements AutoCloseable {

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  private KillableDatabase(Path data) throws IOException {
    this.data = data;
    try (ServerSocket socket = new ServerSocket(0)) {
      this.port = socket.getLocalPort();
    }
    this.server = run();
  }

  static KillableDatabase start(Path data) throws IOException {
    return new KillableDatabase(data);
  }

  private EmbeddedPostgres run() throws IOException {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofMinutes(1))
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "on")
        .start();
  }

  String url() {
    return "postgres://postgres@127.0.0.1:" + port + "/postgres";
  }

  /** All its processes at once, as when the machine stops; then it recovers. */
  void kill() throws IOException {
    Path pid = data.resolve("postmaster.pid");
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0))).orElseThrow();
    List<ProcessHandle> all = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    server.close(); // there is nothing to stop: it gives up the directory
    Files.deleteIfExists(pid);
    server = run();
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
