package io.azimuth.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for 127.0.0.1, made with the JDK's keytool. */
public final class TlsFixture {

  private static final String LOOPBACK = "ip:127.0.0.1,ip:::1,dns:localhost";
  private static final String PASSWORD = "changeit";

  private TlsFixture() {}

  /** Writes {@code server.pem} and {@code server.key}. */
  public static void write(Path directory) throws IOException {
    write(directory, "server", "EC");
  }

  /** Writes a certificate and its key with this name. */
  public static void write(Path directory, String name, String algorithm) throws IOException {
    write(directory, name, algorithm, "-0d", LOOPBACK);
  }

  /** Writes a certificate for that host and its key, and returns what a server presents. */
  public static SSLContext serving(Path directory, String name, String host) throws IOException {
    write(directory, name, "EC", "-0d", "dns:" + host);
    try (InputStream in = Files.newInputStream(directory.resolve(name + ".p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Writes {@code server.pem}, which expired two days ago, and {@code server.key}. */
  public static void writeExpired(Path directory) throws IOException {
    write(directory, "server", "EC", "-92d", LOOPBACK);
  }

  private static void write(
      Path directory, String name, String algorithm, String start, String names)
      throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in =
          Files.newInputStream(
              generate(directory.resolve(name + ".p12"), algorithm, start, names))) {
        store.load(in, PASSWORD.toCharArray());
      }
      pem(
          directory.resolve(name + ".pem"),
          "CERTIFICATE",
          store.getCertificate("server").getEncoded());
      pem(
          directory.resolve(name + ".key"),
          "PRIVATE KEY",
          store.getKey("server", PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static Path generate(Path store, String algorithm, String start, String names)
      throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            algorithm,
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=" + names,
            "-startdate",
            start,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    Files.deleteIfExists(store);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
      return store;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void pem(Path file, String type, byte[] content) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(type, Base64.getMimeEncoder().encodeToString(content), type));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** A context that trusts only this certificate. */
  public static SSLContext trusting(Path certificate) {
    try (InputStream in = Files.newInputStream(certificate)) {
      Certificate trusted = CertificateFactory.getInstance("X.509").generateCertificate(in);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("server", trusted);
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
