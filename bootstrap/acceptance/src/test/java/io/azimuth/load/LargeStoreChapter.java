package io.azimuth.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What many live tokens, roles and entities cost, beside an empty store. */
final class LargeStoreChapter implements Chapter {

  private static final Duration FILLING = Duration.ofSeconds(10);
  private static final int SENT_AT_ONCE = 10_000;

  /** Few, because writes of one mount's roles wait for each other. */
  private static final int WRITERS = 8;

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    LoadReport report = bench.report();
    int tokens = bench.options().tokens();
    List<ByteBuffer> logins;
    Workload ofLarge;
    try (MeasuredServer empty = bench.azimuth("empty", "");
        MeasuredServer large = bench.azimuth("large", "")) {
      Workload ofEmpty = Workload.on(empty.address(), bench.laboratory());
      ofLarge = Workload.on(large.address(), bench.laboratory());
      logins = ofEmpty.logins(LoginKind.PRINCIPAL, false);
      fill(bench, large, logins, tokens);
      fillWithObjects(bench, large, ofLarge);
      List<FigureWindows> lookUps =
          bench.contest(
              "look-up, " + Bench.MANY,
              List.of(
                  Bench.kept(
                      "empty", empty, Workload.lookUps(ofEmpty.newTokens(Bench.MANY)), Bench.MANY),
                  Bench.kept(
                      "large",
                      large,
                      Workload.lookUps(ofLarge.newTokens(Bench.MANY)),
                      Bench.MANY)));
      report.atMost(
          "time of a look-up with %,d tokens, of one in an empty store".formatted(tokens),
          1.2,
          1 / lookUps.get(1).shareOf(lookUps.get(0)));
      List<FigureWindows> rates =
          bench.contest(
              "login, " + Bench.MANY,
              List.of(
                  Bench.kept("empty", empty, logins, Bench.MANY),
                  Bench.kept("large", large, logins, Bench.MANY)));
      report.atLeast(
          "rate of logins with %,d tokens, of that of an empty store".formatted(tokens),
          0.8,
          rates.get(1).shareOf(rates.get(0)));
      report.say(
          "resident: empty %d MB, large %d MB (%d MB without mapped files); file %d MB"
              .formatted(
                  empty.residentMegabytes().orElse(0),
                  large.residentMegabytes().orElse(0),
                  large.anonymousMegabytes().orElse(0),
                  bench.laboratory().megabytes("large")));
    }
    // The look-ups above left the same number of tokens in both but those of the filling.
    report.atMost(
        "start with %,d tokens, of that with an empty store".formatted(tokens),
        1.3,
        start(bench, "large", logins) / start(bench, "empty", logins));
    try (MeasuredServer large = bench.azimuth("large", "")) {
      maintain(report, ofLarge.at(large.address()));
    }
  }

  /** Makes so many tokens, or some more. */
  static void fill(Bench bench, MeasuredServer server, List<ByteBuffer> logins, int tokens)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    int made = 0;
    while (made < tokens) {
      AnswerTimes window = LoadClient.run(server.address(), logins, Bench.MANY, FILLING);
      if (window.errors() > 0) {
        throw new IOException(window.firstError());
      }
      made += window.count();
    }
    bench
        .report()
        .say(
            String.format(
                Locale.ROOT, "%,d tokens in %.0f s", made, (System.nanoTime() - begin) / 1e9));
  }

  private static void fillWithObjects(Bench bench, MeasuredServer server, Workload workload)
      throws IOException, InterruptedException {
    int objects = bench.options().objects();
    long begin = System.nanoTime();
    for (int first = 0; first < objects; first += SENT_AT_ONCE) {
      int last = Math.min(objects, first + SENT_AT_ONCE);
      write(server, workload.newRoles(first, last));
      write(server, workload.newEntities(first, last));
    }
    bench
        .report()
        .say(
            String.format(
                Locale.ROOT,
                "%,d roles and as many entities in %.0f s",
                objects,
                (System.nanoTime() - begin) / 1e9));
  }

  private static void write(MeasuredServer server, List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    AnswerTimes answers = LoadClient.each(server.address(), requests, WRITERS);
    if (answers.errors() > 0) {
      throw new IOException(answers.firstError());
    }
  }

  /** What an operator does with a large store. */
  private static void maintain(LoadReport report, Workload workload)
      throws IOException, InterruptedException {
    timed(
        report,
        "a page of 1,000 accessors",
        () -> workload.root().list("auth/token/accessors?limit=1000"));
    timed(report, "the list of all roles", () -> workload.root().list("auth/azure/role"));
    timed(
        report,
        "a page of 1,000 entities",
        () -> workload.root().list("identity/entity/name?after=many-5&limit=1000"));
    timed(report, "a snapshot", () -> workload.root().download("sys/storage/snapshot"));
    timed(report, "tidying tokens", () -> workload.root().write("auth/token/tidy", Map.of()));
    timed(
        report,
        "revoking all by prefix",
        () -> workload.root().write("sys/leases/revoke-prefix/auth/azure", Map.of()));
  }

  /** A call that is timed. */
  private interface Work {
    Object run() throws IOException, InterruptedException;
  }

  private static void timed(LoadReport report, String what, Work work) throws InterruptedException {
    long begin = System.nanoTime();
    String outcome;
    try {
      work.run();
      outcome = "";
    } catch (IOException e) {
      outcome = " and was refused: " + e.getMessage().lines().findFirst().orElse("");
    }
    report.say(
        String.format(
            Locale.ROOT, "%s took %.2f s%s", what, (System.nanoTime() - begin) / 1e9, outcome));
  }

  private static double start(Bench bench, String name, List<ByteBuffer> logins)
      throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < bench.options().starts(); i++) {
      try (MeasuredServer server = bench.servers().azimuth(bench.laboratory().config(name), true)) {
        if (LoadClient.once(server.address(), logins.get(0)) != 200) {
          throw new IOException("a fresh server refused a login\n" + server.log());
        }
        times.add(server.age());
      }
    }
    double median = FigureWindows.median(times);
    bench.report().say("start to the first login, %s: %.0f ms".formatted(name, median));
    return median;
  }
}
