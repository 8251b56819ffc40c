package io.azimuth.product.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.azimuth.bootstrap.config.LogConfig;
import io.azimuth.bootstrap.config.LogFormat;
import io.azimuth.bootstrap.config.LogLevel;
import io.azimuth.bootstrap.logging.Logging;
import io.azimuth.product.leak.RunCorpus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** The log of all servers of this JVM, in one buffer; there is one log per process. */
final class CapturedServerLog {

  private static final ByteArrayOutputStream BYTES = new ByteArrayOutputStream();

  static {
    RunCorpus.ofBuild()
        .ifPresent(
            corpus -> Runtime.getRuntime().addShutdownHook(new Thread(() -> corpus.keep(text()))));
  }

  private CapturedServerLog() {}

  /** Everything goes to the buffer from now on, down to the level. */
  static void begin(LogLevel level) {
    Logging.to(BYTES).configure(new LogConfig(level, LogFormat.STANDARD));
    // A client in this JVM, which logs all that it sends; what it logs is not ours.
    ((Logger) LoggerFactory.getLogger("org.springframework")).setLevel(Level.OFF);
  }

  static String text() {
    return BYTES.toString(StandardCharsets.UTF_8);
  }

  static int length() {
    return BYTES.size();
  }
}
