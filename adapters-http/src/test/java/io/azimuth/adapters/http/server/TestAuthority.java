package io.azimuth.adapters.http.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates for tests. */
public final class TestAuthority {

  private static final Map<Integer, KeyPair> RSA = new HashMap<>();

  private final KeyPair keys = keyPair("EC", 256);
  private final X500Name name;
  private final X509Certificate certificate;
  private int serial = 1;

  public TestAuthority(String name) throws Exception {
    this.name = new X500Name("CN=" + name);
    this.certificate = sign(this.name, keys, true, Duration.ofHours(1));
  }

  /** A certificate with its key. */
  public record Issued(X509Certificate certificate, KeyPair keys) {}

  public X509Certificate certificate() {
    return certificate;
  }

  public Issued issue(String subject, KeyPair subjectKeys) throws Exception {
    return issue(subject, subjectKeys, Duration.ofHours(1));
  }

  /** A certificate that expires after this time from now; it may be negative. */
  public Issued issue(String subject, KeyPair subjectKeys, Duration life) throws Exception {
    return new Issued(sign(new X500Name("CN=" + subject), subjectKeys, false, life), subjectKeys);
  }

  /** A new key pair; of RSA the same each time, since making one takes up to seconds. */
  public static KeyPair keyPair(String algorithm, int size) throws GeneralSecurityException {
    if (!algorithm.equals("RSA")) {
      return newKeyPair(algorithm, size);
    }
    synchronized (RSA) {
      KeyPair known = RSA.get(size);
      if (known == null) {
        known = newKeyPair(algorithm, size);
        RSA.put(size, known);
      }
      return known;
    }
  }

  private static KeyPair newKeyPair(String algorithm, int size) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private X509Certificate sign(
      X500Name subject, KeyPair subjectKeys, boolean authority, Duration life)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(serial++),
            Date.from(Instant.now().minusSeconds(60)),
            Date.from(Instant.now().plus(life)),
            subject,
            subjectKeys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    byte[] encoded =
        builder
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
            .getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  /** Writes PEM as OpenSSL does by default: PKCS#1 for RSA, SEC 1 for elliptic curves. */
  public static Path traditional(Path file, Object... objects) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    }
    return Files.writeString(file, text.toString());
  }

  public static Path pkcs8(Path file, PrivateKey key) throws IOException {
    return block(file, "PRIVATE KEY", key.getEncoded());
  }

  public static Path block(Path file, String label, byte[] der) throws IOException {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
  }
}
