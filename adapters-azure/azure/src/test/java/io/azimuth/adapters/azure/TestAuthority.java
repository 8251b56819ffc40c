package io.azimuth.adapters.azure;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests, and a server certificate issued by it. */
public final class TestAuthority {

  private static final char[] PASSWORD = "test".toCharArray();

  private final Instant start = Instant.now();
  private final KeyPair keys = newKeys();
  private final X500Name name = new X500Name("CN=Test Authority");
  private final X509Certificate certificate = issue(name, keys, true);
  private final List<String> hosts;
  private SSLContext server; // made when it is first asked for
  private SSLContext client; // the same

  public TestAuthority() {
    this(List.of());
  }

  /** Server certificates are for these hosts, too. */
  public TestAuthority(List<String> hosts) {
    this.hosts = List.copyOf(hosts);
  }

  /** Writes the file that a configuration names as {@code ca_cert_file}. */
  public Path writeTo(Path directory) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(certificate);
    }
    return Files.writeString(directory.resolve("ca.pem"), text.toString());
  }

  /** A server's TLS context for loopback, login.azimuth.test and the hosts. */
  public synchronized SSLContext serverContext() throws GeneralSecurityException, IOException {
    if (server == null) {
      server = newServerContext();
    }
    return server;
  }

  private SSLContext newServerContext() throws GeneralSecurityException, IOException {
    KeyPair serverKeys = newKeys();
    X509Certificate issued = issue(new X500Name("CN=server"), serverKeys, false);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server", serverKeys.getPrivate(), PASSWORD, new Certificate[] {issued, certificate});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** A client's TLS context that trusts only this authority. */
  public synchronized SSLContext clientContext() throws GeneralSecurityException, IOException {
    if (client == null) {
      client = newClientContext();
    }
    return client;
  }

  private SSLContext newClientContext() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private X509Certificate issue(X500Name subject, KeyPair subjectKeys, boolean authority) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(authority ? 1 : 2),
              Date.from(start.minus(1, ChronoUnit.DAYS)),
              Date.from(start.plus(1, ChronoUnit.DAYS)),
              subject,
              subjectKeys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!authority) {
        builder.addExtension(Extension.subjectAlternativeName, false, names());
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private GeneralNames names() {
    Stream<GeneralName> own =
        Stream.of(
            new GeneralName(GeneralName.dNSName, "login.azimuth.test"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    Stream<GeneralName> further =
        hosts.stream().map(host -> new GeneralName(GeneralName.dNSName, host));
    return new GeneralNames(Stream.concat(own, further).toArray(GeneralName[]::new));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
