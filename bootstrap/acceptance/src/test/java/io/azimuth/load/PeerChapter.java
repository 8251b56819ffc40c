package io.azimuth.load;

import io.azimuth.load.Contest.Contestant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same requests to OpenBao with HashiCorp's azure plugin, in turns, where the environment names
 * these two programs.
 */
final class PeerChapter implements Chapter {

  private static final String STORE = "beside";
  private static final String LISTENER = Laboratory.tlsListener("p256");

  /** Both servers, and what is asked of both. */
  private record Pair(MeasuredServer azimuth, Workload own, MeasuredServer peer, Workload others) {}

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    Optional<PeerPrograms> programs = PeerPrograms.named();
    if (programs.isEmpty()) {
      bench.report().say("SKIPPED: the environment variables BAO and PLUGIN name no peer");
      return;
    }
    try (PeerServer peer = PeerServer.start(programs.get(), bench.laboratory())) {
      List<ByteBuffer> logins =
          Workload.logins(LoginKind.PRINCIPAL, false, bench.laboratory().newTokens());
      try (MeasuredServer azimuth = bench.azimuth(STORE, LISTENER)) {
        Workload own = Workload.on(azimuth.address(), bench.laboratory());
        Workload others =
            Workload.on(peer.server().address(), peer.rootToken(), bench.laboratory(), Map.of());
        Pair pair = new Pair(azimuth, own, peer.server(), others);
        kept(bench, pair, logins);
        fresh(bench, pair, logins);
      }
      starts(bench, peer, logins);
    }
  }

  private static void kept(Bench bench, Pair pair, List<ByteBuffer> logins)
      throws IOException, InterruptedException {
    List<ByteBuffer> batches =
        Workload.logins(LoginKind.PRINCIPAL, true, bench.laboratory().newTokens());
    List<String> ownTokens = pair.own().newTokens(Bench.MANY);
    List<String> otherTokens = pair.others().newTokens(Bench.MANY);
    LoadReport report = bench.report();
    report.atLeast(
        "durable login, 64 connections, times OpenBao's rate",
        14,
        times(bench, "login, service", pair, logins, logins));
    report.atLeast(
        "batch login, 64 connections, times OpenBao's rate",
        8,
        times(bench, "login, batch", pair, batches, batches));
    List<ByteBuffer> lookUps = Workload.lookUps(ownTokens);
    double looked = times(bench, "look-up", pair, lookUps, Workload.lookUps(otherTokens));
    report.say("look-up, times OpenBao's rate: %.1f".formatted(looked));
    List<ByteBuffer> reads = Workload.secretReads(ownTokens);
    double read = times(bench, "KV read", pair, reads, Workload.secretReads(otherTokens));
    report.say("read of a secret, times OpenBao's rate: %.1f".formatted(read));
  }

  private static double times(
      Bench bench, String what, Pair pair, List<ByteBuffer> own, List<ByteBuffer> others)
      throws IOException, InterruptedException {
    List<FigureWindows> figures =
        bench.contest(
            what + ", " + Bench.MANY,
            List.of(
                Bench.kept("azimuth", pair.azimuth(), own, Bench.MANY),
                Bench.kept("openbao", pair.peer(), others, Bench.MANY)));
    return figures.get(0).perSecond() / figures.get(1).perSecond();
  }

  private static void fresh(Bench bench, Pair pair, List<ByteBuffer> logins)
      throws IOException, InterruptedException {
    TlsTrust trust = bench.laboratory().trust("p256");
    bench
        .report()
        .atMost(
            "login on a fresh TLS 1.3 connection, P-256, of OpenBao's processor time",
            0.4,
            work(
                bench,
                "login on a fresh TLS 1.3 connection",
                pair,
                FreshConnections.handshaking(pair.azimuth().address(1), logins, trust),
                FreshConnections.handshaking(pair.peer().address(1), logins, trust)));
    FreshConnections.Resumptions resumed = new FreshConnections.Resumptions();
    bench
        .report()
        .atMost(
            "the same with resumption",
            0.3,
            work(
                bench,
                "login on a resumed TLS 1.3 connection",
                pair,
                FreshConnections.resuming(pair.azimuth().address(1), logins, trust, resumed),
                FreshConnections.resuming(pair.peer().address(1), logins, trust, resumed)));
  }

  private static double work(Bench bench, String what, Pair pair, Load own, Load others)
      throws IOException, InterruptedException {
    List<FigureWindows> figures =
        bench.contest(
            what,
            List.of(
                new Contestant("azimuth", pair.azimuth(), own),
                new Contestant("openbao", pair.peer(), others)));
    return figures.get(1).cpuShareOf(figures.get(0));
  }

  // In turns: each starts while the other does nothing.
  private static void starts(Bench bench, PeerServer peer, List<ByteBuffer> logins)
      throws IOException, InterruptedException {
    FigureWindows azimuth = new FigureWindows();
    FigureWindows openbao = new FigureWindows();
    for (int i = 0; i < bench.options().starts(); i++) {
      try (MeasuredServer server =
          bench.servers().azimuth(bench.laboratory().config(STORE, LISTENER), true)) {
        azimuth.add(firstLoad(server, logins), ThreadCosts.none(), ThreadCosts.none());
      }
      peer.restart();
      openbao.add(firstLoad(peer.server(), logins), ThreadCosts.none(), ThreadCosts.none());
    }
    bench.report().figure("first two seconds of load after a start, azimuth", azimuth);
    bench.report().figure("first two seconds of load after a start, openbao", openbao);
    bench
        .report()
        .atLeast(
            "logins in the first two seconds of load after a start, times OpenBao's",
            3,
            azimuth.perSecond() / openbao.perSecond());
  }

  private static AnswerTimes firstLoad(MeasuredServer server, List<ByteBuffer> logins)
      throws IOException, InterruptedException {
    LoadClient.awaitGood(server.address(), logins.get(0)); // OpenBao takes a moment to open
    return LoadClient.run(server.address(), logins, Bench.MANY, StartChapter.FIRST);
  }
}
