package io.azimuth.testkit;

import io.azimuth.testkit.fake.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for 127.0.0.1. */
public final class TlsFixture {

  private static final List<String> LOOPBACK = List.of("ip:127.0.0.1", "ip:::1", "dns:localhost");
  private static final Duration LIFE = Duration.ofDays(90);
  private static final String PASSWORD = "changeit";
  private static final AtomicLong SERIALS = new AtomicLong();

  private TlsFixture() {}

  /** Writes {@code server.pem} and {@code server.key}. */
  public static void write(Path directory) throws IOException {
    write(directory, "server", "EC");
  }

  /** Writes a certificate and its key with this name. */
  public static void write(Path directory, String name, String algorithm) throws IOException {
    var unused = write(directory, name, SelfSigned.keys(algorithm), Duration.ZERO, LOOPBACK);
  }

  /**
   * Writes a certificate for that host and this machine and its key, and returns what a server
   * presents.
   */
  public static SSLContext serving(Path directory, String name, String host) throws IOException {
    KeyPair keys = SelfSigned.keys("EC");
    List<String> names = Stream.concat(LOOPBACK.stream(), Stream.of("dns:" + host)).toList();
    byte[] certificate = write(directory, name, keys, Duration.ZERO, names);
    try {
      return context(keyManagers(keys, certificate), new TrustManager[0]);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /**
   * Writes a certificate with this name and its key, and returns what a client presents that trusts
   * only the other one.
   */
  public static SSLContext presenting(Path directory, String name, Path trusted)
      throws IOException {
    KeyPair keys = SelfSigned.keys("EC");
    byte[] certificate = write(directory, name, keys, Duration.ZERO, List.of());
    try {
      return context(keyManagers(keys, certificate), trustManagers(trusted));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static KeyManager[] keyManagers(KeyPair keys, byte[] certificate)
      throws GeneralSecurityException, IOException {
    Certificate[] chain = {certificate(new ByteArrayInputStream(certificate))};
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", keys.getPrivate(), PASSWORD.toCharArray(), chain);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    return managers.getKeyManagers();
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trusted)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trusted, null);
    return context;
  }

  /** Writes {@code server.pem}, which expired two days ago, and {@code server.key}. */
  public static void writeExpired(Path directory) throws IOException {
    var unused = write(directory, "server", SelfSigned.keys("EC"), LIFE.plusDays(2), LOOPBACK);
  }

  private static byte[] write(
      Path directory, String name, KeyPair keys, Duration age, List<String> names)
      throws IOException {
    Instant start = Instant.now().minus(age);
    byte[] certificate =
        new SelfSigned("localhost", SERIALS.incrementAndGet(), start, start.plus(LIFE), names)
            .of(keys);
    pem(directory.resolve(name + ".pem"), "CERTIFICATE", certificate);
    pem(directory.resolve(name + ".key"), "PRIVATE KEY", keys.getPrivate().getEncoded());
    return certificate;
  }

  private static Certificate certificate(InputStream encoded) throws CertificateException {
    return CertificateFactory.getInstance("X.509").generateCertificate(encoded);
  }

  private static void pem(Path file, String type, byte[] content) throws IOException {
    Files.writeString(file, SelfSigned.pem(type, content));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** A context that trusts only this certificate. */
  public static SSLContext trusting(Path certificate) {
    try {
      return context(new KeyManager[0], trustManagers(certificate));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrustManager[] trustManagers(Path certificate)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("server", certificate(in));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      return managers.getTrustManagers();
    }
  }
}
