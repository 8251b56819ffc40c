package io.azimuth.bootstrap.client;

import io.azimuth.domain.secret.PemBlock;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Loads the client's certificate and private key. */
final class ClientIdentity {

  private ClientIdentity() {}

  static KeyManager[] read(Path certificate, Path key) {
    Certificate[] chain = chain(certificate).toArray(Certificate[]::new);
    try {
      PrivateKey privateKey = privateKey(key, chain[0].getPublicKey().getAlgorithm());
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", privateKey, new char[0], chain);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, new char[0]);
      return managers.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new ClientException(key + " is not the key of " + certificate, e);
    }
  }

  // One file may have the certificate and the key, such as that of a bound token.
  private static List<Certificate> chain(Path file) {
    String certificates =
        PemBlock.allIn(text(file, StandardCharsets.ISO_8859_1)).stream()
            .filter(block -> block.is("CERTIFICATE"))
            .flatMap(block -> block.der().stream())
            .map(der -> PemBlock.text("CERTIFICATE", der))
            .collect(Collectors.joining());
    return certificates.isEmpty()
        ? TlsContexts.certificates(file)
        : TlsContexts.certificates(file, certificates.getBytes(StandardCharsets.US_ASCII));
  }

  private static PrivateKey privateKey(Path file, String algorithm)
      throws GeneralSecurityException {
    byte[] encoded =
        PemBlock.allIn(text(file, StandardCharsets.UTF_8)).stream()
            .filter(block -> block.is("PRIVATE KEY"))
            .findFirst()
            .flatMap(PemBlock::der)
            .orElseThrow(
                () ->
                    new ClientException(
                        file
                            + " holds no PEM block PRIVATE KEY"
                            + " (make one: openssl pkcs8 -topk8 -nocrypt)"));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static String text(Path file, Charset charset) {
    try {
      return Files.readString(file, charset);
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read", e);
    }
  }
}
