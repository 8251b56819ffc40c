package io.azimuth.product.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The authority of a cluster and the certificate of its API server, made with keytool. */
final class ClusterCertificates {

  private static final String PASSWORD = "changeit";

  private final Path directory;

  private ClusterCertificates(Path directory) {
    this.directory = directory;
  }

  /** Makes both in that directory. */
  static ClusterCertificates in(Path directory) throws IOException {
    ClusterCertificates made = new ClusterCertificates(directory);
    made.keytool("ca", "-genkeypair", "-keyalg", "EC", "-dname", "CN=cluster", "-ext", "bc:c");
    made.keytool("ca", "-exportcert", "-rfc", "-file", made.file("ca.pem"));
    made.keytool("server", "-genkeypair", "-keyalg", "EC", "-dname", "CN=kube-apiserver");
    made.keytool("server", "-certreq", "-file", made.file("server.csr"));
    made.keytool(
        "ca",
        "-gencert",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-infile",
        made.file("server.csr"),
        "-outfile",
        made.file("server.crt"));
    made.keytool("server", "ca", "-importcert", "-noprompt", "-file", made.file("ca.pem"));
    made.keytool("server", "-importcert", "-file", made.file("server.crt"));
    return made;
  }

  /** The certificate of the authority as PEM. */
  String authority() throws IOException {
    return Files.readString(directory.resolve("ca.pem"));
  }

  /** What the API server presents. */
  SSLContext server() throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(directory.resolve("server.p12"))) {
        store.load(in, PASSWORD.toCharArray());
      }
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private void keytool(String store, String... command) throws IOException {
    boolean named = !command[0].startsWith("-");
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    all.addAll(List.of(command).subList(named ? 1 : 0, command.length));
    all.addAll(List.of("-alias", named ? command[0] : store));
    all.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    all.addAll(List.of("-keystore", file(store + ".p12")));
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
