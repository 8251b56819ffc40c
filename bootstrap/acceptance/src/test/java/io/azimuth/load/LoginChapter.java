package io.azimuth.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Logins on MapDB, each beside the ceiling. */
final class LoginChapter implements Chapter {

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    try (MeasuredServer azimuth = bench.azimuth("logins", "");
        MeasuredServer ceiling = bench.servers().ceiling(azimuth).countAllocations()) {
      Workload workload = Workload.on(azimuth.address(), bench.laboratory());
      List<String> tokens = bench.laboratory().newTokens();
      List<ByteBuffer> fresh = Workload.logins(LoginKind.PRINCIPAL, false, tokens);
      List<ByteBuffer> batches = Workload.logins(LoginKind.PRINCIPAL, true, tokens);
      String principal = "principal, service";
      judge(bench, 0.75, share(bench, principal, azimuth, ceiling, fresh, fresh, Bench.MANY));
      judge(bench, 0.6, share(bench, principal, azimuth, ceiling, fresh, fresh, 1));
      judge(
          bench,
          0.85,
          share(bench, "principal, batch", azimuth, ceiling, batches, fresh, Bench.MANY));
      double known = 0;
      for (LoginKind kind : LoginKind.values()) {
        List<ByteBuffer> logins = workload.logins(kind, false);
        String what = kind.words() + ", service, tokens seen before";
        Share share = share(bench, what, azimuth, ceiling, logins, fresh, Bench.MANY);
        bench.report().say("%s: %.2f".formatted(share.row(), share.ofCeiling()));
        if (kind == LoginKind.PRINCIPAL) {
          known = share.perSecond();
        } else if (kind == LoginKind.MACHINE) {
          bench
              .report()
              .atLeast(
                  "machine-bound login, warm, of the principal-bound one",
                  0.95,
                  share.perSecond() / known);
        }
      }
    }
  }

  /** What of the ceiling a login reaches. */
  private record Share(String row, double ofCeiling, double perSecond) {}

  private static void judge(Bench bench, double target, Share share) {
    bench.report().atLeast(share.row(), target, share.ofCeiling());
  }

  private static Share share(
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
    return new Share(
        "login, %s, %d connections, of the ceiling".formatted(what, connections),
        figures.get(1).shareOf(figures.get(0)),
        figures.get(1).perSecond());
  }
}
