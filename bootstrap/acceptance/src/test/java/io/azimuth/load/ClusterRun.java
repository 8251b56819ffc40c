package io.azimuth.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures one server on MapDB, and one, two and three servers on one PostgreSQL, in one run. They
 * share the processors with the database and the client, so the figures to compare are processor
 * time and round trips per request.
 */
final class ClusterRun {

  private static final int CONNECTIONS = 64;
  private static final int MOST_WARM_UPS = 8;
  private static final double STILL_WARMING = 0.08;

  /** The numbers of servers on PostgreSQL. */
  private static final List<Integer> SIZES =
      Stream.of(System.getProperty("load.sizes", "1,2,3").split(","))
          .map(Integer::valueOf)
          .toList();

  private final LoadOptions options;
  private final Laboratory laboratory;
  private final Servers servers;
  private final MeasuredDatabase database;
  private final List<String> report = new ArrayList<>();
  private int errors;

  private ClusterRun(LoadOptions options, Laboratory laboratory, MeasuredDatabase database) {
    this.options = options;
    this.laboratory = laboratory;
    this.database = database;
    this.servers = new Servers(options.distribution(), laboratory);
  }

  /** Exits with 1 if a request failed. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    LoadOptions options = LoadOptions.fromProperties();
    int failed;
    try (Laboratory laboratory = Laboratory.open();
        MeasuredDatabase database = MeasuredDatabase.start()) {
      ClusterRun run = new ClusterRun(options, laboratory, database);
      run.measure();
      Files.write(options.report().resolveSibling("cluster.txt"), run.report);
      failed = run.errors;
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  private void measure() throws IOException, InterruptedException, SQLException {
    servers.prepareArchive();
    say("PostgreSQL " + database.version() + ", Java " + Runtime.version());
    say(
        "| servers | requests | in a second | p50 | p99 | processor time of the servers"
            + " | of the database | round trips |");
    say("|---|---|---|---|---|---|---|---|");
    if (SIZES.contains(1)) {
      measure("1, MapDB", laboratory.config("mapdb"), 1);
    }
    for (int size : SIZES) {
      String schema = "cluster_" + size;
      measure(size + ", PostgreSQL", laboratory.config(schema, database.storage(schema), ""), size);
    }
  }

  private void measure(String name, Path config, int size)
      throws IOException, InterruptedException, SQLException {
    try (MeasuredCluster cluster = MeasuredCluster.start(servers, config, size)) {
      InetSocketAddress first = cluster.addresses().get(0);
      Workload workload = Workload.on(first, laboratory);
      List<String> tokens = workload.newTokens(CONNECTIONS);
      Map<String, List<ByteBuffer>> kinds = new LinkedHashMap<>();
      kinds.put("logins", workload.logins(LoginKind.PRINCIPAL, false));
      kinds.put("look-ups", Workload.lookUps(tokens));
      kinds.put("KV reads", Workload.secretReads(tokens));
      kinds.put("KV writes", Workload.secretWrites(tokens));
      awaitOpen(cluster);
      for (Map.Entry<String, List<ByteBuffer>> kind : kinds.entrySet()) {
        warmUp(cluster, kind.getValue());
        windows(name + " | " + kind.getKey(), cluster, kind.getValue());
      }
    }
  }

  // Servers that were started before the store was initialised open by themselves.
  private static void awaitOpen(MeasuredCluster cluster) throws IOException, InterruptedException {
    for (InetSocketAddress address : cluster.addresses()) {
      LoadClient.awaitGood(address, HttpBytes.get("/v1/sys/health"));
    }
  }

  private void warmUp(MeasuredCluster cluster, List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    double compilers = 1;
    for (int i = 0; i < MOST_WARM_UPS && compilers > STILL_WARMING; i++) {
      double cpu = cluster.cpu();
      double work = cluster.work();
      LoadClient.run(cluster.addresses(), requests, CONNECTIONS, options.warmUp());
      compilers = 1 - (cluster.work() - work) / (cluster.cpu() - cpu);
    }
  }

  private void windows(String name, MeasuredCluster cluster, List<ByteBuffer> requests)
      throws IOException, InterruptedException, SQLException {
    List<Double> rates = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    List<Double> tails = new ArrayList<>();
    List<Double> work = new ArrayList<>();
    List<Double> ofDatabase = new ArrayList<>();
    List<Double> roundTrips = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      double workBefore = cluster.work();
      Duration cpuBefore = database.cpu();
      long statementsBefore = database.statements();
      AnswerTimes window =
          LoadClient.run(cluster.addresses(), requests, CONNECTIONS, options.window());
      rates.add(window.perSecond());
      medians.add(window.quantile(0.5));
      tails.add(window.quantile(0.99));
      work.add((cluster.work() - workBefore) / window.count());
      ofDatabase.add(database.cpu().minus(cpuBefore).toNanos() / 1e3 / window.count());
      roundTrips.add((database.statements() - statementsBefore) / (double) window.count());
      if (window.errors() > 0) {
        say("NOT GOOD: " + window.errors() + " errors: " + window.firstError());
        errors += window.errors();
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "| %s | %.0f | %.1f ms | %.1f ms | %.0f us | %.0f us | %.2f |",
            name,
            FigureWindows.median(rates),
            FigureWindows.median(medians),
            FigureWindows.median(tails),
            FigureWindows.median(work),
            FigureWindows.median(ofDatabase),
            FigureWindows.median(roundTrips)));
  }

  private void say(String line) {
    System.out.println(line);
    report.add(line);
  }
}
