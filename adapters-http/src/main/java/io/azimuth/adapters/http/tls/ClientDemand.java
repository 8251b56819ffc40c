package io.azimuth.adapters.http.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a listener demands of its clients.
 *
 * @param authorities a client must show a certificate of one of these; empty: it need not
 * @param asks whether a client is asked for a certificate
 */
record ClientDemand(Optional<List<X509Certificate>> authorities, boolean asks) {

  /** No client is asked for a certificate. */
  static final ClientDemand NONE = new ClientDemand(Optional.empty(), false);

  /** A client is asked, and may have none, or one of any issuer. */
  static final ClientDemand ANY = new ClientDemand(Optional.empty(), true);

  /** A client must show a certificate of one of these authorities. */
  static ClientDemand of(List<X509Certificate> authorities) {
    return new ClientDemand(Optional.of(List.copyOf(authorities)), true);
  }

  /** Whether a client without a certificate is turned away. */
  boolean isStrict() {
    return authorities.isPresent();
  }

  /** What judges the certificates of clients. */
  TrustManager[] trust() throws GeneralSecurityException, IOException {
    if (authorities.isEmpty()) {
      // Never null, which would load the JDK's authorities.
      return asks ? new TrustManager[] {new AnyClient()} : new TrustManager[0];
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (X509Certificate authority : authorities.get()) {
      trusted.setCertificateEntry("client-ca-" + trusted.size(), authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }
}
