package io.azimuth.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures servers in turns, so that what else happens on the machine concerns all of them. */
final class Contest {

  /** The JVM is warm when its compilers use less than this share of the processor time. */
  private static final double STILL_WARMING = 0.05;

  /**
   * A server under load.
   *
   * @param name what the report calls it
   */
  record Contestant(String name, MeasuredServer server, Load load) {}

  private final LoadOptions options;
  private final LoadReport report;

  Contest(LoadOptions options, LoadReport report) {
    this.options = options;
    this.report = report;
  }

  /** Warms all up and measures them; the figures are in the order of the contestants. */
  List<FigureWindows> measure(String what, List<Contestant> contestants)
      throws IOException, InterruptedException {
    List<FigureWindows> figures = new ArrayList<>();
    for (Contestant contestant : contestants) {
      warmUp(contestant);
      figures.add(new FigureWindows());
    }
    for (int round = 0; round < options.rounds(); round++) {
      for (int i = 0; i < contestants.size(); i++) {
        window(contestants.get(i), figures.get(i));
      }
    }
    for (int i = 0; i < contestants.size(); i++) {
      report.figure(what + ", " + contestants.get(i).name(), figures.get(i));
    }
    return figures;
  }

  // On a busy machine the JVM's compilers take minutes, and until then RSA runs at half its speed.
  private void warmUp(Contestant contestant) throws IOException, InterruptedException {
    MeasuredServer server = contestant.server();
    double compilers = 1;
    for (int i = 0; i < options.warmUps() && compilers > STILL_WARMING; i++) {
      double cpu = server.cpu().toNanos() / 1e3;
      double work = server.work().sum();
      contestant.load().run(options.warmUp());
      cpu = server.cpu().toNanos() / 1e3 - cpu;
      compilers = 1 - (server.work().sum() - work) / cpu;
    }
    if (compilers > STILL_WARMING) {
      report.say(
          String.format(
              Locale.ROOT,
              "%s is still warming up: compilers take %.2f",
              contestant.name(),
              compilers));
    }
  }

  private void window(Contestant contestant, FigureWindows figures)
      throws IOException, InterruptedException {
    MeasuredServer server = contestant.server();
    ThreadCosts work = server.work();
    ThreadCosts allocated = server.allocated();
    AnswerTimes window = contestant.load().run(options.window());
    figures.add(
        window,
        server.work().since(work, window.count()),
        server.allocated().since(allocated, window.count()));
  }
}
