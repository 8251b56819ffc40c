package io.azimuth.azure.login;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate and its key in PEM, made with the JDK's keytool. */
public record CertificateFixture(String certificate, String key) {

  /** With an RSA key. */
  public static final CertificateFixture RSA = make("RSA");

  /** With another RSA key. */
  public static final CertificateFixture OTHER = make("RSA");

  /** With an elliptic-curve key, which is refused. */
  public static final CertificateFixture EC = make("EC");

  /** The certificate and its key, in one PEM text. */
  public String pem() {
    return certificate + key;
  }

  private static CertificateFixture make(String algorithm) {
    try {
      Path file = Files.createTempDirectory("certificate").resolve("store.p12");
      Process process =
          new ProcessBuilder(command(algorithm, file)).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password());
      Files.delete(file);
      Files.delete(file.getParent());
      return new CertificateFixture(
          block("CERTIFICATE", store.getCertificate("own").getEncoded()),
          block("PRIVATE KEY", store.getKey("own", password()).getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(String algorithm, Path file) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "own",
        "-keyalg",
        algorithm,
        "-dname",
        "CN=azimuth",
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass",
        String.valueOf(password()));
  }

  private static char[] password() {
    return "changeit".toCharArray();
  }

  private static String block(String type, byte[] content) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(content)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
