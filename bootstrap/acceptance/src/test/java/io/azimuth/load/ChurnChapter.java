package io.azimuth.load;

import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a MapDB store grows in a week of many tokens that come and go, in fast motion. */
final class ChurnChapter implements Chapter {

  private static final int DAYS = 7;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What the server logs when it has deleted all records of tokens that have ended. */
  private static final String TIDIED = "tidied, ";

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    List<Long> megabytes = new ArrayList<>();
    try (MeasuredServer server = bench.azimuth("churn", "")) {
      Workload workload = Workload.on(server.address(), bench.laboratory());
      List<ByteBuffer> logins = workload.logins(LoginKind.PRINCIPAL, false);
      for (int day = 0; day < DAYS; day++) {
        LargeStoreChapter.fill(bench, server, logins, bench.options().churn());
        end(workload.root(), server, day);
        megabytes.add(bench.laboratory().megabytes("churn"));
      }
    }
    bench.report().say("MB of files after each day of a week: " + megabytes);
    bench
        .report()
        .atMost(
            "files after a week of %,d tokens a day, of those after the second day"
                .formatted(bench.options().churn()),
            1.25,
            (double) megabytes.get(DAYS - 1) / megabytes.get(1)); // from then on room is used again
  }

  /** Ends all tokens of the day, and waits until their records are deleted. */
  private static void end(JsonCalls root, MeasuredServer server, int day)
      throws IOException, InterruptedException {
    root.write("sys/leases/revoke-prefix/auth/azure", Map.of());
    root.write("auth/token/tidy", Map.of());
    Waiting.until(PATIENCE, () -> server.log().split(TIDIED, -1).length > day + 1);
    if (server.log().contains("interrupted")) {
      throw new IOException("not all records were deleted\n" + server.log());
    }
  }
}
