package io.azimuth.product;

import io.azimuth.bootstrap.config.LogConfig;
import io.azimuth.bootstrap.config.LogFormat;
import io.azimuth.bootstrap.config.LogLevel;
import io.azimuth.bootstrap.logging.Logging;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The log of all servers of this JVM, in one buffer; there is one log per process. */
final class CapturedLog {

  private static final ByteArrayOutputStream BYTES = new ByteArrayOutputStream();

  static {
    RunCorpus.ofBuild()
        .ifPresent(
            corpus -> Runtime.getRuntime().addShutdownHook(new Thread(() -> corpus.keep(text()))));
  }

  private CapturedLog() {}

  /** Everything goes to the buffer from now on, down to the level. */
  static void begin(LogLevel level) {
    Logging.to(BYTES).configure(new LogConfig(level, LogFormat.STANDARD));
  }

  static String text() {
    return BYTES.toString(StandardCharsets.UTF_8);
  }

  static int length() {
    return BYTES.size();
  }
}
