package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.InvalidSettingsException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * The PEM files for TLS to the database, as {@code openssl} writes them.
 *
 * @param roots the authorities to trust; those of Java if empty
 * @param certificate of this server, with those above it
 */
record TlsMaterial(Optional<Path> roots, Optional<Path> certificate, Optional<Path> key) {

  private static final String URL = "connection_url";
  private static final char[] IN_MEMORY = {};

  static TlsMaterial of(Properties info) {
    return new TlsMaterial(
        path(PGProperty.SSL_ROOT_CERT.getOrDefault(info)),
        path(PGProperty.SSL_CERT.getOrDefault(info)),
        path(PGProperty.SSL_KEY.getOrDefault(info)));
  }

  private static Optional<Path> path(@Nullable String text) {
    return Optional.ofNullable(text).map(Path::of);
  }

  /**
   * Reads all files once.
   *
   * @throws InvalidSettingsException naming the parameter whose file cannot be used
   */
  void check() {
    if (certificate.isPresent() != key.isPresent()) {
      throw new InvalidSettingsException(URL, "sslcert and sslkey belong together");
    }
    try {
      TrustManager[] unusedTrust = trusted();
      KeyManager[] unusedKeys = own();
    } catch (GeneralSecurityException e) {
      throw new InvalidSettingsException(URL, String.valueOf(e.getMessage()));
    }
  }

  TrustManager[] trusted() throws GeneralSecurityException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(roots.isPresent() ? storeOf(certificates("sslrootcert", roots.get())) : null);
    return managers.getTrustManagers();
  }

  private static KeyStore storeOf(List<X509Certificate> trusted) throws GeneralSecurityException {
    KeyStore store = empty();
    for (X509Certificate one : trusted) {
      store.setCertificateEntry("root-" + store.size(), one);
    }
    return store;
  }

  /** With what this server identifies itself; nothing when there is no certificate. */
  KeyManager[] own() throws GeneralSecurityException {
    if (certificate.isEmpty() || key.isEmpty()) {
      return new KeyManager[0];
    }
    List<X509Certificate> chain = certificates("sslcert", certificate.get());
    PrivateKey own = privateKey(key.get());
    if (!isOf(own, chain.get(0))) {
      throw new GeneralSecurityException("sslkey: is not the key of the certificate in sslcert");
    }
    KeyStore store = empty();
    store.setKeyEntry("own", own, IN_MEMORY, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, IN_MEMORY);
    return managers.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, IN_MEMORY);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static boolean isOf(PrivateKey key, X509Certificate certificate) {
    String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    byte[] probe = {1};
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(certificate);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static List<X509Certificate> certificates(String parameter, Path file)
      throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (Object block : blocks(parameter, file)) {
      if (block instanceof X509CertificateHolder holder) {
        found.add(new JcaX509CertificateConverter().getCertificate(holder));
      }
    }
    if (found.isEmpty()) {
      throw new GeneralSecurityException(parameter + ": there is no certificate in " + file);
    }
    return found;
  }

  private static PrivateKey privateKey(Path file) throws GeneralSecurityException {
    for (Object block : blocks("sslkey", file)) {
      if (block instanceof PEMEncryptedKeyPair || block instanceof PKCS8EncryptedPrivateKeyInfo) {
        throw new GeneralSecurityException(
            "sslkey: the key in " + file + " is encrypted; it must be given without a password");
      }
      Optional<PrivateKeyInfo> info = keyInfo(block);
      if (info.isPresent()) {
        return converted(file, info.get());
      }
    }
    throw new GeneralSecurityException("sslkey: there is no private key in PEM in " + file);
  }

  private static Optional<PrivateKeyInfo> keyInfo(Object block) {
    if (block instanceof PEMKeyPair pair) {
      return Optional.of(pair.getPrivateKeyInfo());
    }
    return block instanceof PrivateKeyInfo info ? Optional.of(info) : Optional.empty();
  }

  // Without causes from here on: their messages may quote what is in the file.
  private static PrivateKey converted(Path file, PrivateKeyInfo info)
      throws GeneralSecurityException {
    try {
      return new JcaPEMKeyConverter().getPrivateKey(info);
    } catch (IOException e) {
      throw new GeneralSecurityException("sslkey: the key in " + file + " is of no known kind");
    }
  }

  private static List<Object> blocks(String parameter, Path file) throws GeneralSecurityException {
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        PEMParser parser = new PEMParser(text)) {
      List<Object> blocks = new ArrayList<>();
      for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
        blocks.add(block);
      }
      return blocks;
    } catch (IOException | IllegalArgumentException e) {
      throw new GeneralSecurityException(parameter + ": " + file + " cannot be read as PEM");
    }
  }
}
