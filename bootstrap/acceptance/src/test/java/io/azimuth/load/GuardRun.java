package io.azimuth.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * Fails when requests have become much dearer: when the processor time that the bare server needs,
 * as a share of Azimuth's, is twice in a row below 0.8 of what was found before. It measures
 * processor time and not rates, because other load on the machine changes it less, and has short
 * windows: the figures of {@link LoadRun} are better.
 */
final class GuardRun {

  private static final double COARSE = 0.8;

  /** What is guarded, with the least share that five runs found on 2026-11-28 and 29. */
  private enum Guarded {
    LOGIN("login, principal, service", 0.44),
    LOOK_UP("look-up of a token", 0.53),
    READ("read of a secret", 0.34);

    private final String words;
    private final double found;

    Guarded(String words, double found) {
      this.words = words;
      this.found = found;
    }

    private boolean allows(double share) {
      return share >= COARSE * found;
    }
  }

  private GuardRun() {}

  /** Exits with 1 when something became much dearer, or a request failed. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    LoadOptions options = LoadOptions.fromProperties();
    LoadReport report = new LoadReport();
    boolean good = true;
    try (Laboratory laboratory = Laboratory.open()) {
      Servers servers = new Servers(options.distribution(), laboratory);
      servers.prepareArchive();
      Bench bench = new Bench(options, laboratory, servers, report);
      try (MeasuredServer azimuth = bench.azimuth("guard", "");
          MeasuredServer ceiling = servers.ceiling(azimuth)) {
        Workload workload = Workload.on(azimuth.address(), laboratory);
        List<String> tokens = workload.newTokens(Bench.MANY);
        List<ByteBuffer> logins =
            Workload.logins(LoginKind.PRINCIPAL, false, laboratory.newTokens());
        for (Guarded guarded : Guarded.values()) {
          List<ByteBuffer> requests =
              switch (guarded) {
                case LOGIN -> logins;
                case LOOK_UP -> Workload.lookUps(tokens);
                case READ -> Workload.secretReads(tokens);
              };
          good &= holds(bench, guarded, azimuth, ceiling, requests);
        }
      }
    }
    System.exit(good && report.isSound() ? 0 : 1);
  }

  private static boolean holds(
      Bench bench,
      Guarded guarded,
      MeasuredServer azimuth,
      MeasuredServer ceiling,
      List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    double share = share(bench, guarded, azimuth, ceiling, requests);
    if (!guarded.allows(share)) {
      share = share(bench, guarded, azimuth, ceiling, requests);
    }
    bench
        .report()
        .say(
            String.format(
                Locale.ROOT,
                "%s: the bare server needs %.2f of the processor time; found before: %.2f%s",
                guarded.words,
                share,
                guarded.found,
                guarded.allows(share) ? "" : "; FAILED"));
    return guarded.allows(share);
  }

  private static double share(
      Bench bench,
      Guarded guarded,
      MeasuredServer azimuth,
      MeasuredServer ceiling,
      List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    List<FigureWindows> figures = bench.besideCeiling(guarded.words, azimuth, ceiling, requests);
    return figures.get(1).cpuShareOf(figures.get(0));
  }
}
