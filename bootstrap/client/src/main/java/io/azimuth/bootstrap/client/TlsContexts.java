package io.azimuth.bootstrap.client;

import io.azimuth.bootstrap.client.key.ShownKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS contexts from settings. */
final class TlsContexts {

  private TlsContexts() {}

  /**
   * A context that trusts no certificate, for plain HTTP. Loading the JDK's authorities takes time.
   */
  static SSLContext unused() {
    return context(new KeyManager[0], new TrustManager[0]);
  }

  /**
   * Makes the context for the settings.
   *
   * @throws ClientException if a file in the settings is unusable
   */
  static SSLContext of(TlsSettings tls) {
    if (tls.isDefault()) {
      return theJdks();
    }
    return context(keys(tls), trust(tls));
  }

  private static KeyManager[] keys(TlsSettings tls) {
    if (tls.shown().isPresent()) {
      return new KeyManager[] {new ShownKey(tls.shown().get())};
    }
    return tls.clientCert().isPresent()
        ? ClientIdentity.read(tls.clientCert().get(), tls.clientKey().orElseThrow())
        : new KeyManager[0];
  }

  private static SSLContext theJdks() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new ClientException("this Java has no TLS", e);
    }
  }

  private static TrustManager[] trust(TlsSettings tls) {
    if (tls.skipVerify()) {
      return new TrustManager[] {new TrustAllCertificates()};
    }
    List<Certificate> authorities = new ArrayList<>();
    tls.caCert().ifPresent(file -> authorities.addAll(certificates(file)));
    tls.caPath().ifPresent(path -> files(path).forEach(f -> authorities.addAll(certificates(f))));
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(authorities.isEmpty() ? null : store(authorities));
      return managers.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new ClientException("the authorities cannot be used", e);
    }
  }

  private static KeyStore store(List<Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    return store;
  }

  static List<Certificate> certificates(Path file) {
    try {
      return certificates(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read", e);
    }
  }

  /** The certificates in these bytes of the file. */
  static List<Certificate> certificates(Path file, byte[] content) {
    try (InputStream in = new ByteArrayInputStream(content)) {
      List<Certificate> found =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (found.isEmpty()) {
        throw new ClientException(file + " holds no certificate");
      }
      return found;
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new ClientException(file + " is not a PEM file of certificates", e);
    }
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new ClientException(directory + " cannot be read", e);
    }
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new ClientException("this Java has no TLS", e);
    }
  }
}
