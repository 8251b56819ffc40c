package io.azimuth.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Clients that trust one certificate. */
final class TlsTrust {

  private final TrustManager[] managers;

  private TlsTrust(TrustManager[] managers) {
    this.managers = managers.clone();
  }

  /** Trusts the certificate in that PEM file. */
  static TlsTrust in(Path certificate) throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      return of(CertificateFactory.getInstance("X.509").generateCertificate(in));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  static TlsTrust of(Certificate certificate) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("server", certificate);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return new TlsTrust(factory.getTrustManagers());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** A client that has never been connected: it resumes only sessions of its own. */
  SSLContext newClient() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
