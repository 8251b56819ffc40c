package io.azimuth.load;

import io.azimuth.load.Contest.Contestant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Logins that each come on a connection of their own, as those of a booting fleet do. */
final class HandshakeChapter implements Chapter {

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
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
}
