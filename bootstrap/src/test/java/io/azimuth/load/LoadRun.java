package io.azimuth.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs all measurements: start-up and memory first, then both servers under load in turns. */
final class LoadRun {

  private static final int MANY = 64;
  private static final int MOST_WARM_UPS = 16;

  /** The JVM is warm when its compilers use less than this share of the processor time. */
  private static final double STILL_WARMING = 0.05;

  private final LoadOptions options;
  private final List<String> report = new ArrayList<>();
  private boolean good = true;

  private LoadRun(LoadOptions options) {
    this.options = options;
  }

  /** Exits with 1 if a request failed or the share of the ceiling is below the floor. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    LoadRun run = new LoadRun(LoadOptions.fromProperties());
    run.measure();
    Files.write(run.options.report(), run.report);
    System.exit(run.good ? 0 : 1);
  }

  private void measure() throws IOException, InterruptedException {
    try (Laboratory laboratory = Laboratory.open()) {
      Servers servers = new Servers(options.distribution(), laboratory);
      servers.prepareArchive();
      List<ByteBuffer> logins = laboratory.logins();
      try (MeasuredServer first = servers.azimuth(true)) {
        laboratory.initialise(first.address());
      }
      StartTimes starts = new StartTimes(servers, logins.get(0));
      say(starts.measure(options.starts(), false));
      say(starts.measure(options.starts(), true));
      try (MeasuredServer azimuth = servers.azimuth(true);
          MeasuredServer ceiling = servers.ceiling(azimuth)) {
        load(azimuth, ceiling, logins, laboratory.lookUps(azimuth.address(), MANY));
      }
    }
  }

  private void load(
      MeasuredServer azimuth,
      MeasuredServer ceiling,
      List<ByteBuffer> logins,
      List<ByteBuffer> lookUps)
      throws IOException, InterruptedException {
    warmUp(ceiling, logins);
    warmUp(azimuth, logins);
    double share = compare(azimuth, ceiling, logins, MANY);
    compare(azimuth, ceiling, logins, 1);
    FigureWindows looking = new FigureWindows();
    warmUp(azimuth, lookUps);
    for (int i = 0; i < options.rounds(); i++) {
      window(azimuth, lookUps, MANY, looking);
    }
    close(looking, "azimuth lookup-self, 64");
    say("RSS after that: azimuth " + azimuth.residentMegabytes() + " MB");
    if (share < options.floor()) {
      say("NOT GOOD: the share of the ceiling is below " + options.floor());
      good = false;
    }
  }

  // On a busy machine the JVM's compilers take minutes, and until then RSA runs at half its speed.
  private void warmUp(MeasuredServer server, List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    double compilers = 1;
    for (int i = 0; i < MOST_WARM_UPS && compilers > STILL_WARMING; i++) {
      double cpu = server.cpu().toNanos() / 1e3;
      double work = server.work().sum();
      LoadClient.run(server.address(), requests, MANY, options.warmUp());
      cpu = server.cpu().toNanos() / 1e3 - cpu;
      compilers = 1 - (server.work().sum() - work) / cpu;
    }
    if (compilers > STILL_WARMING) {
      say(String.format(Locale.ROOT, "still warming up: compilers take %.2f", compilers));
    }
  }

  private double compare(
      MeasuredServer azimuth, MeasuredServer ceiling, List<ByteBuffer> logins, int connections)
      throws IOException, InterruptedException {
    FigureWindows bare = new FigureWindows();
    FigureWindows ours = new FigureWindows();
    for (int i = 0; i < options.rounds(); i++) {
      window(ceiling, logins, connections, bare);
      window(azimuth, logins, connections, ours);
    }
    close(bare, "ceiling, " + connections);
    close(ours, "azimuth login, " + connections);
    say(
        String.format(
            Locale.ROOT,
            "share of the ceiling, %d: %.2f (by processor time %.2f)",
            connections,
            ours.shareOf(bare),
            ours.cpuShareOf(bare)));
    return ours.shareOf(bare);
  }

  private void window(
      MeasuredServer server, List<ByteBuffer> requests, int connections, FigureWindows figures)
      throws IOException, InterruptedException {
    ProcessorTime before = server.work();
    AnswerTimes window = LoadClient.run(server.address(), requests, connections, options.window());
    figures.add(window, server.work().since(before, window.count()));
  }

  private void close(FigureWindows figures, String name) {
    say(figures.line(name));
    say("  work, us by thread: " + figures.threads());
    if (figures.errors() > 0) {
      say("NOT GOOD: " + figures.firstError());
      good = false;
    }
  }

  private void say(String line) {
    System.out.println(line);
    report.add(line);
  }
}
