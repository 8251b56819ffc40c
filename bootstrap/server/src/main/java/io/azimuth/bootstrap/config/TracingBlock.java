package io.azimuth.bootstrap.config;

import io.azimuth.domain.secret.SecretText;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where traces are sent, and which.
 *
 * @param endpoint the address of the collector for traces
 * @param headers sent with each export; may authenticate this server
 * @param authorities the file of the authorities that the collector's certificate is checked with,
 *     instead of Java's
 * @param compressed whether exports are compressed (gzip), for a collector that is far away
 * @param sampleRatio the share of requests whose trace is recorded, from 0 to 1
 * @param mostTraces how many of these are recorded in a second
 * @param callerTraces how many traces a second callers may have recorded beside these; 0: they
 *     decide nothing
 * @param serviceName the name of this server in traces
 * @param attributes further attributes of this server
 */
public record TracingBlock(
    URI endpoint,
    Map<String, SecretText> headers,
    Optional<Path> authorities,
    boolean compressed,
    double sampleRatio,
    int mostTraces,
    int callerTraces,
    String serviceName,
    Map<String, String> attributes) {

  /**
   * How many traces a second are recorded, and as many more because callers ask for it, unless
   * configured otherwise.
   */
  public static final int TRACES_PER_SECOND = 100;

  /** The greatest number of each. */
  public static final int MOST_TRACES_PER_SECOND = 10_000;

  public TracingBlock {
    headers = Map.copyOf(headers);
    if (!(sampleRatio >= 0 && sampleRatio <= 1)) {
      throw new IllegalArgumentException("a ratio of " + sampleRatio);
    }
    if (mostTraces < 1 || mostTraces > MOST_TRACES_PER_SECOND) {
      throw new IllegalArgumentException(mostTraces + " traces a second");
    }
    if (callerTraces < 0 || callerTraces > MOST_TRACES_PER_SECOND) {
      throw new IllegalArgumentException(callerTraces + " traces of callers");
    }
    attributes = Map.copyOf(attributes);
  }
}
