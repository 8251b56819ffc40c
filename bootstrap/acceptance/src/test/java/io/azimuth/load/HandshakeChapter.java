package io.azimuth.load;

import io.azimuth.load.Contest.Contestant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * Logins that each come on a connection of their own, as those of a booting fleet do; and what a
 * handshake costs in which the client shows a certificate.
 */
final class HandshakeChapter implements Chapter {

  private static final String ASKING = "tls_request_client_cert = true";

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    logins(bench);
    certificates(bench);
  }

  private static void logins(Bench bench) throws IOException, InterruptedException {
    String listeners = Laboratory.tlsListener("p256") + Laboratory.tlsListener("rsa");
    try (MeasuredServer azimuth = bench.azimuth("handshakes", listeners)) {
      Workload workload = Workload.on(azimuth.address(), bench.laboratory());
      List<ByteBuffer> logins = workload.logins(LoginKind.PRINCIPAL, false);
      TlsTrust p256 = bench.laboratory().trust("p256");
      TlsTrust rsa = bench.laboratory().trust("rsa");
      FreshConnections.Resumptions resumptions = new FreshConnections.Resumptions();
      bench.contest(
          "login on a fresh connection",
          List.of(
              new Contestant("plain", azimuth, FreshConnections.plain(azimuth.address(), logins)),
              new Contestant(
                  "TLS 1.3, P-256",
                  azimuth,
                  FreshConnections.handshaking(azimuth.address(1), logins, p256)),
              new Contestant(
                  "TLS 1.3, RSA 2048",
                  azimuth,
                  FreshConnections.handshaking(azimuth.address(2), logins, rsa)),
              new Contestant(
                  "TLS 1.3, P-256, resumed",
                  azimuth,
                  FreshConnections.resuming(azimuth.address(1), logins, p256, resumptions))));
      bench.report().say("  resumed: " + resumptions.count());
    }
  }

  // Each engine has a server of its own, so that the other one's code is not among the warm code.
  private static void certificates(Bench bench) throws IOException, InterruptedException {
    for (String engine : List.of("native", "jdk")) {
      String choice = "tls_engine = \"" + engine + "\"";
      String listeners =
          Laboratory.tlsListener("p256", choice)
              + Laboratory.tlsListener("p256", choice + "\n  " + ASKING);
      try (MeasuredServer azimuth = bench.azimuth("certificates-" + engine, listeners)) {
        List<ByteBuffer> probe = List.of(HttpBytes.get("/v1/sys/seal-status"));
        TlsTrust none = bench.laboratory().trust("p256");
        TlsTrust own = none.showingCertificate();
        List<FigureWindows> figures =
            bench.contest(
                "handshake, P-256, tls_engine " + engine,
                List.of(
                    new Contestant(
                        "not asked",
                        azimuth,
                        FreshConnections.handshaking(azimuth.address(1), probe, none)),
                    new Contestant(
                        "asked, no certificate",
                        azimuth,
                        FreshConnections.handshaking(azimuth.address(2), probe, none)),
                    new Contestant(
                        "with a certificate",
                        azimuth,
                        FreshConnections.handshaking(azimuth.address(2), probe, own))));
        bench
            .report()
            .say(
                String.format(
                    Locale.ROOT,
                    "  %s: to be asked costs %.0f us, to show a certificate %.0f us more",
                    engine,
                    figures.get(1).cpu() - figures.get(0).cpu(),
                    figures.get(2).cpu() - figures.get(1).cpu()));
      }
    }
  }
}
