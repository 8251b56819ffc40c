package io.azimuth.adapters.azure.simulator.server;

import io.azimuth.adapters.azure.simulator.attested.AttestedAuthority;
import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.token.CertificateBuilding;
import io.azimuth.domain.secret.PemBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * The simulator's certificate authority and the two certificates that it signs: that of the server
 * and that of the authority for attested documents.
 *
 * <p>The authority's private key is not kept, so a client that trusts {@code ca.pem} trusts this
 * simulator and no other server.
 */
public final class ServerCertificate {

  private final X509Certificate authority;
  private final SSLContext tls;
  private final AttestedAuthority attested;

  private ServerCertificate(X509Certificate authority, SSLContext tls, AttestedAuthority attested) {
    this.authority = authority;
    this.tls = tls;
    this.attested = attested;
  }

  /** A fresh authority and a certificate for the loopback names and the address. */
  public static ServerCertificate issue(InetAddress address, SecureRandom random) {
    try {
      return issueChecked(address, random);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot make the TLS certificate", e);
    }
  }

  public SSLContext tls() {
    return tls;
  }

  /** The authority below this one for the signers of attested documents. */
  public AttestedAuthority attested() {
    return attested;
  }

  public X509Certificate authority() {
    return authority;
  }

  public String authorityPem() {
    try {
      return PemBlock.text("CERTIFICATE", authority.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate without an encoding", e);
    }
  }

  private static ServerCertificate issueChecked(InetAddress address, SecureRandom random)
      throws GeneralSecurityException, IOException {
    // Each simulator has another name, so that clients never mix up two authorities.
    X500Name issuer = new X500Name("CN=Azimuth simulated Azure " + Guids.random(random));
    KeyPair authorityPair = CertificateBuilding.newEllipticPair(random);
    X509Certificate authority = authority(issuer, authorityPair, random);
    KeyPair serverPair = CertificateBuilding.newEllipticPair(random);
    X509v3CertificateBuilder builder =
        CertificateBuilding.builder(
            issuer, new X500Name("CN=localhost"), serverPair.getPublic(), random);
    describeServer(builder, authority, serverPair, address);
    X509Certificate server =
        CertificateBuilding.sign(builder, authorityPair.getPrivate(), "SHA256withECDSA", random);
    return new ServerCertificate(
        authority,
        context(serverPair, List.of(server, authority)),
        AttestedAuthority.below(issuer, authorityPair.getPrivate(), random));
  }

  private static X509Certificate authority(X500Name name, KeyPair pair, SecureRandom random)
      throws GeneralSecurityException, IOException {
    X509v3CertificateBuilder builder =
        CertificateBuilding.builder(name, name, pair.getPublic(), random)
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(1))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
            .addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return CertificateBuilding.sign(builder, pair.getPrivate(), "SHA256withECDSA", random);
  }

  private static void describeServer(
      X509v3CertificateBuilder builder,
      X509Certificate authority,
      KeyPair pair,
      InetAddress address)
      throws GeneralSecurityException, IOException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            identifiers.createAuthorityKeyIdentifier(authority.getPublicKey()))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            identifiers.createSubjectKeyIdentifier(pair.getPublic()))
        .addExtension(Extension.subjectAlternativeName, false, names(address));
  }

  private static GeneralNames names(InetAddress address) {
    Set<String> addresses = new LinkedHashSet<>(List.of("127.0.0.1", "0:0:0:0:0:0:0:1"));
    addresses.add(SimulatorAddress.literal(address));
    List<GeneralName> names =
        new ArrayList<>(List.of(new GeneralName(GeneralName.dNSName, "localhost")));
    addresses.forEach(it -> names.add(new GeneralName(GeneralName.iPAddress, it)));
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static SSLContext context(KeyPair pair, List<X509Certificate> chain)
      throws GeneralSecurityException, IOException {
    char[] inMemoryOnly = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, inMemoryOnly);
    Certificate[] certificates = chain.toArray(Certificate[]::new);
    store.setKeyEntry("server", pair.getPrivate(), inMemoryOnly, certificates);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, inMemoryOnly);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new TrustManager[] {new AnyClientTrust()}, null);
    return context;
  }
}
