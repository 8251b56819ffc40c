package io.azimuth.bootstrap.client;

import io.azimuth.domain.secret.PemBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Loads the client's certificate and private key. */
final class ClientIdentity {

  private ClientIdentity() {}

  static KeyManager[] read(Path certificate, Path key) {
    Certificate[] chain = TlsContexts.certificates(certificate).toArray(Certificate[]::new);
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

  private static PrivateKey privateKey(Path file, String algorithm)
      throws GeneralSecurityException {
    byte[] encoded =
        PemBlock.allIn(text(file)).stream()
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

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read", e);
    }
  }
}
