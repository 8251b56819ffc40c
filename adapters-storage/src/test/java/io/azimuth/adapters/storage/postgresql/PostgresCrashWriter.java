package io.azimuth.adapters.storage.postgresql;

import io.azimuth.adapters.storage.crash.CrashWriter;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.helpers.NOPLogger;

/** Writes to a PostgreSQL until it is killed. Arguments: the URL, and the first steps. */
final class PostgresCrashWriter {

  private PostgresCrashWriter() {}

  public static void main(String[] args) {
    CrashWriter.takeOutput();
    PluginSettings settings = new PluginSettings(Map.of("connection_url", args[0]), Path.of("."));
    PluginContext context = new PluginContext(Clock.systemUTC(), NOPLogger.NOP_LOGGER);
    CrashWriter.write(
        new PostgresEngineFactory().open(settings, context), List.of(args).subList(1, args.length));
  }
}
