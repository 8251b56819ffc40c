package io.azimuth.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Logins on MapDB, each beside the ceiling. */
final class LoginChapter implements Chapter {

  private static final int MANY = 64;

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    try (MeasuredServer azimuth = bench.azimuth("logins", "");
        MeasuredServer ceiling = bench.servers().ceiling(azimuth).countAllocations()) {
      Workload workload = Workload.on(azimuth.address(), bench.laboratory());
      List<ByteBuffer> bare = workload.logins(LoginKind.PRINCIPAL, false);
      double principal = 0;
      for (LoginKind kind : LoginKind.values()) {
        for (boolean batch : new boolean[] {false, true}) {
          String what = kind.words() + (batch ? ", batch" : ", service");
          List<ByteBuffer> logins = workload.logins(kind, batch);
          FigureWindows many = share(bench, what, azimuth, ceiling, logins, bare, MANY);
          if (kind == LoginKind.PRINCIPAL && !batch) {
            principal = many.perSecond();
            share(bench, what, azimuth, ceiling, logins, bare, 1);
          }
          if (kind == LoginKind.MACHINE && !batch) {
            bench
                .report()
                .atLeast(
                    "machine-bound login, warm, of the principal-bound one",
                    0.95,
                    many.perSecond() / principal);
          }
        }
      }
    }
  }

  private static FigureWindows share(
      Bench bench,
      String what,
      MeasuredServer azimuth,
      MeasuredServer ceiling,
      List<ByteBuffer> logins,
      List<ByteBuffer> bare,
      int connections)
      throws IOException, InterruptedException {
    List<FigureWindows> figures =
        bench.contest(
            "login, " + what + ", " + connections,
            List.of(
                Bench.kept("ceiling", ceiling, bare, connections),
                Bench.kept("azimuth", azimuth, logins, connections)));
    FigureWindows ours = figures.get(1);
    double share = ours.shareOf(figures.get(0));
    String row = "login, %s, %d connections, of the ceiling".formatted(what, connections);
    if (what.startsWith("principal")) {
      double target = what.endsWith("batch") ? 0.85 : connections == 1 ? 0.6 : 0.75;
      bench.report().atLeast(row, target, share);
    } else {
      bench.report().say("%s: %.2f".formatted(row, share));
    }
    return ours;
  }
}
