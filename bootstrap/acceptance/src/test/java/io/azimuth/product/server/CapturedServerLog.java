package io.azimuth.product.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.bootstrap.logging.LogConfig;
import io.azimuth.bootstrap.logging.Logging;
import io.azimuth.product.leak.RunCorpus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Captures the log of all servers of this JVM in one buffer. A process has only one log. */
final class CapturedServerLog {

  private static final Buffer BYTES = new Buffer();

  static {
    RunCorpus.ofBuild()
        .ifPresent(
            corpus -> Runtime.getRuntime().addShutdownHook(new Thread(() -> corpus.keep(from(0)))));
  }

  private CapturedServerLog() {}

  /** From now on writes all records of this level and above to the buffer. */
  static void begin(LogLevel level) {
    Logging.to(BYTES).configure(new LogConfig(level, LogFormat.STANDARD));
    // This is a client in this JVM that logs everything that it sends. Its records are not the
    // server's.
    ((Logger) LoggerFactory.getLogger("org.springframework")).setLevel(Level.OFF);
  }

  /** What was logged since this length was asked for. */
  static String from(int begin) {
    return BYTES.from(begin);
  }

  static int length() {
    return BYTES.size();
  }

  /** Of a log of 100 MB a test reads the last few lines: the rest must not be copied. */
  private static final class Buffer extends ByteArrayOutputStream {
    synchronized String from(int begin) {
      int first = Math.min(begin, count);
      return new String(buf, first, count - first, StandardCharsets.UTF_8);
    }
  }
}
