package io.azimuth.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** What workloads do after the login: look-ups, renewals, secrets, and a mixed day. */
final class RequestChapter implements Chapter {

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    try (MeasuredServer azimuth = bench.azimuth("requests", "");
        MeasuredServer ceiling = bench.servers().ceiling(azimuth).countAllocations()) {
      Workload workload = Workload.on(azimuth.address(), bench.laboratory());
      List<String> tokens = workload.newTokens(Bench.MANY);
      List<ByteBuffer> lookUps = Workload.lookUps(tokens);
      List<ByteBuffer> reads = Workload.secretReads(tokens);
      bench
          .report()
          .atLeast(
              "look-up of a token, of a bare JSON answer",
              0.7,
              share(bench, "look-up", azimuth, ceiling, lookUps));
      bench
          .report()
          .atLeast(
              "read of a secret, of a bare JSON answer",
              0.6,
              share(bench, "KV read", azimuth, ceiling, reads));
      alone(bench, "renewal", azimuth, Workload.renewals(tokens));
      alone(bench, "KV write", azimuth, Workload.secretWrites(tokens));
      alone(bench, "mixed day", azimuth, workload.mixedDay(tokens));
    }
  }

  private static double share(
      Bench bench,
      String what,
      MeasuredServer azimuth,
      MeasuredServer ceiling,
      List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    List<FigureWindows> figures = bench.besideCeiling(what, azimuth, ceiling, requests);
    return figures.get(1).shareOf(figures.get(0));
  }

  private static void alone(
      Bench bench, String what, MeasuredServer azimuth, List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    bench.contest(
        what + ", " + Bench.MANY, List.of(Bench.kept("azimuth", azimuth, requests, Bench.MANY)));
  }
}
