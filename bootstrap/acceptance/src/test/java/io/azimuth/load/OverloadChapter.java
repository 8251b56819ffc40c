package io.azimuth.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Three times as many logins as the server can answer, with look-ups beside them. */
final class OverloadChapter implements Chapter {

  private static final int CONNECTIONS = 1_500;
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final int SMALL = 4_096;
  private static final Duration AFTER = Duration.ofSeconds(2);
  private static final String ROOM =
      """
      listener "tcp" {
        address                     = "127.0.0.1:0"
        tls_disable                 = true
        max_connections             = 20000
        max_connections_per_address = 20000
      }
      """;

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    try (MeasuredServer azimuth = bench.azimuth("overload", ROOM)) {
      Workload workload = Workload.on(azimuth.address(), bench.laboratory());
      List<ByteBuffer> logins = workload.logins(LoginKind.PRINCIPAL, false);
      List<ByteBuffer> lookUps = Workload.lookUps(workload.newTokens(Bench.MANY));
      FigureWindows capacity =
          bench
              .contest(
                  "login, " + Bench.MANY + ", at capacity",
                  List.of(Bench.kept("azimuth", azimuth, logins, Bench.MANY)))
              .get(0);
      // The JVM meets refusals for the first time; every figure is of a warm server.
      PacedLoad.run(azimuth.address(1), logins, 3 * capacity.perSecond(), CONNECTIONS, TIME);
      overload(bench, azimuth, logins, lookUps, capacity);
      idle(bench, azimuth);
    }
  }

  private static void overload(
      Bench bench,
      MeasuredServer azimuth,
      List<ByteBuffer> requests,
      List<ByteBuffer> lookUps,
      FigureWindows capacity)
      throws IOException, InterruptedException {
    LoadReport report = bench.report();
    InetSocketAddress server = azimuth.address(1);
    CompletableFuture<PacedLoad.Outcome> beside =
        CompletableFuture.supplyAsync(() -> lookUps(server, lookUps, capacity.perSecond() / 10));
    ThreadCosts before = azimuth.work();
    PacedLoad.Outcome logins =
        PacedLoad.run(server, requests, 3 * capacity.perSecond(), CONNECTIONS, TIME);
    PacedLoad.Outcome looked = beside.join();
    ThreadCosts work = azimuth.work().since(before, logins.answers());
    report.say("offered three times that: " + logins.line());
    report.say("look-ups beside: " + looked.line());
    report.say("    work per answer, us by thread: " + work.most());
    report.atMost(
        "p99 of served logins at three times capacity, of that at capacity",
        2,
        logins.served().quantile(0.99) / capacity.tail());
    report.atMost(
        "p99 of look-ups beside them, of the logins' at capacity",
        2,
        looked.served().quantile(0.99) / capacity.tail());
    report.atMost(
        "answers without advice or of another kind, and look-ups refused",
        0,
        logins.withoutAdvice() + logins.others() + looked.refused() + looked.others());
    Thread.sleep(AFTER.toMillis()); // the target is about the rate after this time
    AnswerTimes recovered = LoadClient.run(azimuth.address(), requests, Bench.MANY, AFTER);
    report.atLeast(
        "rate two seconds after the overload, of that before",
        0.9,
        recovered.perSecond() / capacity.perSecond());
  }

  private static PacedLoad.Outcome lookUps(
      InetSocketAddress server, List<ByteBuffer> requests, double perSecond) {
    try {
      return PacedLoad.run(server, requests, perSecond, Bench.MANY, TIME);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** What kept connections cost that say nothing. */
  private static void idle(Bench bench, MeasuredServer azimuth)
      throws IOException, InterruptedException {
    int idle = 10_000;
    double before = azimuth.residentMegabytes().orElse(0);
    List<Connection> connections = new ArrayList<>();
    try {
      ByteBuffer health = HttpBytes.get("/v1/sys/health");
      for (int i = 0; i < idle; i++) {
        Connection connection = Connection.open(azimuth.address(1), SMALL);
        connections.add(connection);
        connection.send(health);
        while (connection.receive() == 0) {
          Thread.onSpinWait();
        }
      }
      bench
          .report()
          .atMost(
              "resident memory of %,d idle connections, MB".formatted(idle),
              100,
              (double) azimuth.residentMegabytes().orElse(0) - before);
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }
}
