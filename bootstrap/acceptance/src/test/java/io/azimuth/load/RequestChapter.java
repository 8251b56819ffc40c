package io.azimuth.load;

import io.azimuth.load.Contest.Contestant;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * What workloads do after the login: look-ups, renewals, secrets, and a mixed day; and look-ups
 * with tokens that are bound to the certificate of their connection.
 */
final class RequestChapter implements Chapter {

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    String listener = Laboratory.tlsListener("p256", "tls_request_client_cert = true");
    try (MeasuredServer azimuth = bench.azimuth("requests", listener);
        MeasuredServer ceiling = bench.servers().ceiling(azimuth).countAllocations()) {
      Workload workload = Workload.on(azimuth.address(), bench.laboratory());
      List<String> tokens = workload.newTokens(Bench.MANY);
      List<ByteBuffer> lookUps = Workload.lookUps(tokens);
      List<ByteBuffer> reads = Workload.secretReads(tokens);
      bench
          .report()
          .atLeast(
              "look-up of a token, of a bare JSON answer",
              0.7,
              share(bench, "look-up", azimuth, ceiling, lookUps));
      bench
          .report()
          .atLeast(
              "read of a secret, of a bare JSON answer",
              0.6,
              share(bench, "KV read", azimuth, ceiling, reads));
      alone(bench, "renewal", azimuth, Workload.renewals(tokens));
      alone(bench, "KV write", azimuth, Workload.secretWrites(tokens));
      alone(bench, "mixed day", azimuth, workload.mixedDay(tokens));
      bound(bench, azimuth, workload);
    }
  }

  private static void bound(Bench bench, MeasuredServer azimuth, Workload workload)
      throws IOException, InterruptedException {
    SSLContext client = bench.laboratory().trust("p256").showingCertificate().newClient();
    InetSocketAddress secured = azimuth.address(1);
    JsonCalls maker = JsonCalls.secured(secured, client).as(workload.root().token());
    List<Contestant> contestants = new ArrayList<>();
    for (String binding : List.of("off", "required")) {
      List<ByteBuffer> lookUps =
          Workload.lookUps(Workload.madeTokens(maker, binding, ManyThreads.CLIENTS));
      contestants.add(
          new Contestant(
              "bind_token " + binding, azimuth, new KeptTlsConnections(secured, client, lookUps)));
    }
    List<FigureWindows> figures =
        bench.contest("look-up over TLS, " + ManyThreads.CLIENTS, contestants);
    bench
        .report()
        .atMost(
            "work for a look-up with a bound token, of one with an unbound one",
            1.03,
            figures.get(0).cpuShareOf(figures.get(1)));
  }

  private static double share(
      Bench bench,
      String what,
      MeasuredServer azimuth,
      MeasuredServer ceiling,
      List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    List<FigureWindows> figures = bench.besideCeiling(what, azimuth, ceiling, requests);
    return figures.get(1).shareOf(figures.get(0));
  }

  private static void alone(
      Bench bench, String what, MeasuredServer azimuth, List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    bench.contest(
        what + ", " + Bench.MANY, List.of(Bench.kept("azimuth", azimuth, requests, Bench.MANY)));
  }
}
