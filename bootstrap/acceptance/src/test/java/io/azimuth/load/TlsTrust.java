package io.azimuth.load;

import io.azimuth.testkit.fake.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Clients that trust one certificate. */
final class TlsTrust {

  private final TrustManager[] managers;
  private final KeyManager[] keys;

  private TlsTrust(TrustManager[] managers, KeyManager[] keys) {
    this.managers = managers.clone();
    this.keys = keys.clone();
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
      return new TlsTrust(factory.getTrustManagers(), new KeyManager[0]);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** The same clients, which show a certificate (P-256) that they made themselves. */
  TlsTrust showingCertificate() throws IOException {
    KeyPair pair = SelfSigned.keys("EC");
    Instant now = Instant.now();
    byte[] certificate =
        new SelfSigned("load", 1, now, now.plus(Duration.ofDays(1)), List.of()).of(pair);
    try {
      Certificate[] chain = {
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate))
      };
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("own", pair.getPrivate(), new char[0], chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return new TlsTrust(managers, factory.getKeyManagers());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** A client that has never been connected: it resumes only sessions of its own. */
  SSLContext newClient() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, managers, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
