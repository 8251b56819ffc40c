package io.azimuth.adapters.storage.barrier;

import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Hashes a token, as each request with a token does. */
@State(Scope.Benchmark)
public class HashBenchmark {

  private final KeyedHash hash = new KeyedHash(new byte[32]);
  private final byte[] token = ("hvs." + "A".repeat(90)).getBytes(StandardCharsets.US_ASCII);

  /** The hash in hexadecimal digits. */
  @Benchmark
  public String ofToken() {
    return hash.hex(token);
  }
}
