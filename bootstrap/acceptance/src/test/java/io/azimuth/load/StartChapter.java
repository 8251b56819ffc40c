package io.azimuth.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The time from the start command to the first answers, and the memory at rest after that. */
final class StartChapter implements Chapter {

  /** From this version on the JVM keeps what the training compiled. */
  private static final int WITH_PROFILES = 25;

  private static final int REST_SECONDS = 10;
  private static final int MICROS_PER_MILLI = 1_000;

  /** The first load after a start. */
  static final Duration FIRST = Duration.ofSeconds(2);

  /** The medians of some starts. */
  private record Start(
      double healthy, double loggedIn, double cpu, double resident, double firstLogins) {}

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    List<ByteBuffer> logins;
    try (MeasuredServer first = bench.servers().azimuth(bench.laboratory().config("start"), true)) {
      logins = Workload.on(first.address(), bench.laboratory()).logins(LoginKind.PRINCIPAL, false);
    }
    measure(bench, logins, false);
    Start start = measure(bench, logins, true);
    int java = bench.servers().javaVersion();
    LoadReport report = bench.report();
    report.atMost(
        "start to the first granted login, ms (Java " + java + ")",
        java >= WITH_PROFILES ? 1_000 : 1_600,
        start.loggedIn());
    report.atMost("processor time until then, ms", 1_500, start.cpu());
    report.atMost("resident memory at rest, MiB", 140, start.resident());
  }

  private static Start measure(Bench bench, List<ByteBuffer> logins, boolean withArchive)
      throws IOException, InterruptedException {
    List<Double> healthy = new ArrayList<>();
    List<Double> loggedIn = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    List<Double> resident = new ArrayList<>();
    List<Double> firstLogins = new ArrayList<>();
    ThreadCosts work = ThreadCosts.none();
    for (int i = 0; i < bench.options().starts(); i++) {
      try (MeasuredServer server =
          bench.servers().azimuth(bench.laboratory().config("start"), withArchive)) {
        healthy.add(timeOf(server, HttpBytes.get("/v1/sys/health")));
        loggedIn.add(timeOf(server, logins.get(0)));
        cpu.add(server.cpu().toNanos() / 1e6);
        work = server.work().since(ThreadCosts.none(), MICROS_PER_MILLI);
        // What is measured is the memory after some seconds of rest.
        Thread.sleep(REST_SECONDS * 1_000L);
        resident.add((double) server.residentMegabytes().orElse(0));
        firstLogins.add(LoadClient.run(server.address(), logins, Bench.MANY, FIRST).perSecond());
      }
    }
    Start start =
        new Start(
            FigureWindows.median(healthy),
            FigureWindows.median(loggedIn),
            FigureWindows.median(cpu),
            FigureWindows.median(resident),
            FigureWindows.median(firstLogins));
    bench
        .report()
        .say(
            String.format(
                Locale.ROOT,
                "start, %s class-data archive: first health %.0f ms, first login %.0f ms"
                    + " (processor %.0f ms), %.0f MB at rest, %.0f logins/s in the first two"
                    + " seconds of load",
                withArchive ? "with" : "without",
                start.healthy(),
                start.loggedIn(),
                start.cpu(),
                start.resident(),
                start.firstLogins()));
    bench.report().say("    the last start without compilers, ms by thread: " + work.most());
    return start;
  }

  private static double timeOf(MeasuredServer server, ByteBuffer request)
      throws IOException, InterruptedException {
    int status = LoadClient.once(server.address(), request);
    if (status != 200) {
      throw new IOException("a fresh server answered " + status + "\n" + server.log());
    }
    return server.age();
  }
}
