package io.azimuth.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what it costs to be seen from outside: logins at a server that counts, traces and logs
 * in JSON, and at one that does nothing of this, in turns; with several pairs of servers. Many
 * short windows say more than a few long ones: {@code -Dload.starts=6 -Dload.rounds=20
 * -Dload.seconds=1}.
 */
final class TelemetryRun {

  private static final int CONNECTIONS = 64;
  private static final int MOST_WARM_UPS = 16;
  private static final double STILL_WARMING = 0.05;
  private static final double LEAST_SHARE = 0.97;

  private static final String OFF =
      """
      telemetry { count_requests = false }
      """;

  private final LoadOptions options;
  private final List<String> report = new ArrayList<>();
  private final FigureWindows without = new FigureWindows();
  private final FigureWindows with = new FigureWindows();

  private TelemetryRun(LoadOptions options) {
    this.options = options;
  }

  /** Exits with 1 if a request failed or the share is below 0.97. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    LoadOptions options = LoadOptions.fromProperties();
    TelemetryRun run = new TelemetryRun(options);
    boolean good = run.measure();
    Files.write(options.report().resolveSibling("telemetry.txt"), run.report);
    System.exit(good ? 0 : 1);
  }

  private boolean measure() throws IOException, InterruptedException {
    HttpServer collector = collector();
    try (Laboratory laboratory = Laboratory.open()) {
      Servers servers = new Servers(options.distribution(), laboratory);
      servers.prepareArchive();
      // The JVM compiles differently each time it runs: one pair of servers says little.
      for (int i = 0; i < options.starts(); i++) {
        try (MeasuredServer off = servers.azimuth(laboratory.config("off" + i, OFF), true);
            MeasuredServer on =
                servers.azimuth(laboratory.config("on" + i, seen(collector)), true)) {
          Workload workload = Workload.on(off.address(), laboratory);
          Workload.on(on.address(), laboratory);
          compare(off, on, workload.logins(LoginKind.PRINCIPAL, false));
        }
      }
    } finally {
      collector.stop(0);
    }
    return judge();
  }

  /** One request in twenty is traced, as in the example of docs/operate/tracing.md. */
  private static String seen(HttpServer collector) {
    return """
        log_format = "json"
        telemetry { count_requests = true }
        tracing {
          otlp_endpoint = "http://127.0.0.1:%d"
          sample_ratio  = 0.05
        }
        """
        .formatted(collector.getAddress().getPort());
  }

  // Takes all traces and looks at none.
  private static HttpServer collector() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void compare(MeasuredServer off, MeasuredServer on, List<ByteBuffer> logins)
      throws IOException, InterruptedException {
    warmUp(off, logins);
    warmUp(on, logins);
    FigureWindows withoutOfPair = new FigureWindows();
    FigureWindows withOfPair = new FigureWindows();
    for (int i = 0; i < options.rounds(); i++) {
      // By turns first and second: whoever comes second finds the machine warmer.
      if (i % 2 == 0) {
        window(off, logins, withoutOfPair);
        window(on, logins, withOfPair);
      } else {
        window(on, logins, withOfPair);
        window(off, logins, withoutOfPair);
      }
    }
    say(share("pair", withOfPair, withoutOfPair));
    without.addAll(withoutOfPair);
    with.addAll(withOfPair);
  }

  private boolean judge() {
    say(without.line("logins, all off"));
    say(with.line("logins, all on"));
    say(share("share", with, without));
    return with.shareOf(without) >= LEAST_SHARE && with.errors() + without.errors() == 0;
  }

  private static String share(String name, FigureWindows with, FigureWindows without) {
    return String.format(
        Locale.ROOT,
        "%s: %.3f (by processor time %.3f)",
        name,
        with.shareOf(without),
        with.cpuShareOf(without));
  }

  private void warmUp(MeasuredServer server, List<ByteBuffer> logins)
      throws IOException, InterruptedException {
    double compilers = 1;
    for (int i = 0; i < MOST_WARM_UPS && compilers > STILL_WARMING; i++) {
      double cpu = server.cpu().toNanos() / 1e3;
      double work = server.work().sum();
      LoadClient.run(server.address(), logins, CONNECTIONS, options.warmUp());
      cpu = server.cpu().toNanos() / 1e3 - cpu;
      compilers = 1 - (server.work().sum() - work) / cpu;
    }
  }

  private void window(MeasuredServer server, List<ByteBuffer> logins, FigureWindows figures)
      throws IOException, InterruptedException {
    ThreadCosts before = server.work();
    AnswerTimes window = LoadClient.run(server.address(), logins, CONNECTIONS, options.window());
    figures.add(window, server.work().since(before, window.count()), ThreadCosts.none());
  }

  private void say(String line) {
    System.out.println(line);
    report.add(line);
  }
}
