package io.azimuth.adapters.storage.postgresql;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate authority that writes certificates and keys as PEM files. */
final class TestCertificates {

  private static final Date NOT_BEFORE = Date.from(Instant.parse("2000-01-01T00:00:00Z"));
  private static final Date NOT_AFTER = Date.from(Instant.parse("2099-12-31T00:00:00Z"));

  private final Path directory;
  private final X500Name name;
  private final KeyPair keys;

  /** Writes {@code <name>.crt} of a new authority. */
  TestCertificates(Path directory, String name)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    this.directory = directory;
    this.name = new X500Name("CN=" + name);
    this.keys = pair("EC");
    X509v3CertificateBuilder own = builder(this.name, keys);
    own.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    write(name + ".crt", signed(own));
  }

  /** Writes {@code <name>.crt}, for that host if there is one, and {@code <name>.key}. */
  TestCertificates issue(String subject, String algorithm, Optional<String> host)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPair own = pair(algorithm);
    X509v3CertificateBuilder builder = builder(new X500Name("CN=" + subject), own);
    if (host.isPresent()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, host.get())));
    }
    write(subject + ".crt", signed(builder));
    write(subject + ".key", new JcaPKCS8Generator(own.getPrivate(), null));
    write(subject + ".older.key", older(own.getPrivate()));
    return this;
  }

  /** The forms of openssl's older commands, with RSA or EC in the first line. */
  private static Object older(PrivateKey key) throws IOException {
    if (!(key instanceof ECPrivateKey elliptic)) {
      return key;
    }
    ASN1Encodable curve =
        PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKeyAlgorithm().getParameters();
    return new PemObject(
        "EC PRIVATE KEY",
        new org.bouncycastle.asn1.sec.ECPrivateKey(256, elliptic.getS(), curve).getEncoded());
  }

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("EC") ? 256 : 2048);
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder builder(X500Name subject, KeyPair own) {
    return new JcaX509v3CertificateBuilder(
        name,
        BigInteger.valueOf(subject.hashCode() & 0x7fffffff),
        NOT_BEFORE,
        NOT_AFTER,
        subject,
        own.getPublic());
  }

  private X509Certificate signed(X509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private void write(String file, Object content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(content);
    }
    Path path = Files.writeString(directory.resolve(file), text.toString());
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }
}
