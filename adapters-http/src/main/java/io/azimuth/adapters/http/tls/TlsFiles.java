package io.azimuth.adapters.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes an {@link SSLContext} from PEM files. */
public final class TlsFiles {

  private static final char[] NO_PASSWORD = {};

  private TlsFiles() {}

  /**
   * The context of these files.
   *
   * @throws TlsFileException naming the file that is unusable
   */
  public static SSLContext load(TlsConfig config) throws TlsFileException {
    List<X509Certificate> chain = certificates(config.certFile());
    PrivateKey key = key(config.keyFile(), chain.get(0).getPublicKey());
    Optional<List<X509Certificate>> authorities = Optional.empty();
    if (config.clientCaFile().isPresent()) {
      authorities = Optional.of(certificates(config.clientCaFile().get()));
    }
    try {
      return context(chain, key, authorities);
    } catch (GeneralSecurityException | IOException e) {
      throw new TlsFileException(config.certFile() + " cannot be used for TLS", e);
    }
  }

  private static List<X509Certificate> certificates(Path file) throws TlsFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem.Block block : Pem.blocks(file)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(file, block.der()));
      }
    }
    if (certificates.isEmpty()) {
      throw new TlsFileException(file + " holds no PEM certificate");
    }
    return certificates;
  }

  private static X509Certificate certificate(Path file, byte[] der) throws TlsFileException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new TlsFileException(file + " holds a certificate that cannot be read", e);
    }
  }

  private static PrivateKey key(Path file, PublicKey partner) throws TlsFileException {
    for (Pem.Block block : Pem.blocks(file)) {
      if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
        throw new TlsFileException(
            file + " is encrypted; the key must be given without a password");
      }
      if (block.label().endsWith("PRIVATE KEY")) {
        boolean bare = !block.label().equals("PRIVATE KEY");
        return key(file, bare ? Pkcs8.wrap(block.der(), partner) : block.der(), partner);
      }
    }
    throw new TlsFileException(file + " holds no PEM private key");
  }

  private static PrivateKey key(Path file, byte[] pkcs8, PublicKey partner)
      throws TlsFileException {
    try {
      PrivateKey key =
          KeyFactory.getInstance(partner.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (belongTogether(key, partner)) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      // Without the cause, whose message may describe the key. The sentence below is enough.
    }
    throw new TlsFileException(file + " does not hold the key of the certificate");
  }

  private static boolean belongTogether(PrivateKey key, PublicKey partner)
      throws GeneralSecurityException {
    byte[] sample = {1, 2, 3};
    String algorithm = partner.getAlgorithm();
    Signature signature =
        Signature.getInstance(
            switch (algorithm) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> algorithm;
            });
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(partner);
    signature.update(sample);
    return signature.verify(signed);
  }

  private static SSLContext context(
      List<X509Certificate> chain, PrivateKey key, Optional<List<X509Certificate>> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore keys = emptyStore();
    keys.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trust(authorities), null);
    return context;
  }

  private static TrustManager @Nullable [] trust(Optional<List<X509Certificate>> authorities)
      throws GeneralSecurityException, IOException {
    if (authorities.isEmpty()) {
      return null;
    }
    KeyStore trusted = emptyStore();
    for (X509Certificate authority : authorities.get()) {
      trusted.setCertificateEntry("client-ca-" + trusted.size(), authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
