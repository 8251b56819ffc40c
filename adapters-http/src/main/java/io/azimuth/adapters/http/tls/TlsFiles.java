package io.azimuth.adapters.http.tls;

import io.azimuth.domain.secret.PemBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Makes the TLS of a listener from PEM files. */
final class TlsFiles {

  private static final String BY_NATIVE = "Conscrypt/BoringSSL";
  private static final String BY_JDK = "the JDK";

  private TlsFiles() {}

  /**
   * Reads and checks the files.
   *
   * @throws TlsFileException naming the file that is unusable
   */
  static LoadedTls load(TlsConfig config) throws TlsFileException {
    return load(config, TlsContents.read(config));
  }

  /**
   * Checks these contents of the files.
   *
   * @throws TlsFileException naming the file that is unusable
   */
  static LoadedTls load(TlsConfig config, TlsContents contents) throws TlsFileException {
    List<X509Certificate> chain = certificates(config.certFile(), contents.certificates());
    PrivateKey key = key(config.keyFile(), contents.key(), chain.get(0));
    Optional<List<X509Certificate>> authorities = Optional.empty();
    if (config.clientCaFile().isPresent() && contents.clientAuthorities().isPresent()) {
      authorities =
          Optional.of(
              certificates(config.clientCaFile().get(), contents.clientAuthorities().get()));
    }
    ClientDemand clients =
        authorities
            .map(ClientDemand::of)
            .orElse(config.requestClientCert() ? ClientDemand.ANY : ClientDemand.NONE);
    return loaded(config, contents, chain.get(0), new ContextFactory(key, chain, clients));
  }

  private static LoadedTls loaded(
      TlsConfig config, TlsContents contents, X509Certificate certificate, ContextFactory contexts)
      throws TlsFileException {
    Instant end = certificate.getNotAfter().toInstant();
    String byJdk = BY_JDK;
    if (config.engine() != TlsEngine.JDK) {
      Optional<SSLContext> context = nativeContext(contexts);
      if (context.isPresent()) {
        return new LoadedTls(context.get(), BY_NATIVE, end, contents.fingerprint());
      }
      String problem = nativeProblem(config);
      if (config.engine() == TlsEngine.NATIVE) {
        throw new TlsFileException("tls_engine = \"native\" cannot be used: " + problem);
      }
      byJdk += ", which costs more; Conscrypt cannot be used: " + problem;
    }
    try {
      return new LoadedTls(contexts.ofJdk(), byJdk, end, contents.fingerprint());
    } catch (GeneralSecurityException | IOException e) {
      throw new TlsFileException(config.certFile() + " cannot be used for TLS", e);
    }
  }

  private static Optional<SSLContext> nativeContext(ContextFactory contexts) {
    if (BoringSsl.provider().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(contexts.ofNative(BoringSsl.provider().get()));
    } catch (GeneralSecurityException | IOException e) {
      // Without the cause, whose message may describe the key.
      return Optional.empty();
    }
  }

  private static String nativeProblem(TlsConfig config) {
    return BoringSsl.provider().isPresent()
        ? "it does not take the key of " + config.keyFile()
        : BoringSsl.problem();
  }

  private static List<X509Certificate> certificates(Path file, byte[] content)
      throws TlsFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemBlock block : blocks(content)) {
      if (block.is("CERTIFICATE")) {
        certificates.add(certificate(file, der(file, block)));
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

  private static List<PemBlock> blocks(byte[] content) {
    return PemBlock.allIn(new String(content, StandardCharsets.ISO_8859_1));
  }

  private static byte[] der(Path file, PemBlock block) throws TlsFileException {
    if (block.isEncrypted()) {
      throw new TlsFileException(file + " is encrypted; the key must be given without a password");
    }
    return block
        .der()
        .orElseThrow(() -> new TlsFileException(file + " holds a PEM block that is not Base64"));
  }

  private static PrivateKey key(Path file, byte[] content, X509Certificate certificate)
      throws TlsFileException {
    PublicKey partner = certificate.getPublicKey();
    for (PemBlock block : blocks(content)) {
      if (block.label().endsWith("PRIVATE KEY")) {
        byte[] der = der(file, block);
        return checkedKey(file, block.is("PRIVATE KEY") ? der : Pkcs8.wrap(der, partner), partner);
      }
    }
    throw new TlsFileException(file + " holds no PEM private key");
  }

  private static PrivateKey checkedKey(Path file, byte[] pkcs8, PublicKey partner)
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
}
