package io.azimuth.adapters.web;

import io.azimuth.spi.web.TrustedCertificates;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts certain certificates and no others. */
final class TrustContexts {

  private TrustContexts() {}

  static SSLContext of(TrustedCertificates trusted) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int index = 0;
      for (Certificate certificate : trusted.certificates()) {
        store.setCertificateEntry("trusted-" + index, certificate);
        index++;
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JVM can trust certificates that it has read", e);
    }
  }
}
