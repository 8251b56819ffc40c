package io.azimuth.adapters.azure.attested;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root, an authority below it, and the certificate of a signer, of which a test changes one. */
final class SigningChain {

  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  static final String HOST = "metadata.example";
  static final Duration DAY = Duration.ofDays(1);

  private static final AtomicInteger SERIALS = new AtomicInteger(1);
  private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

  private final KeyPair rootKeys = keys("EC", 256, "root");
  private final KeyPair betweenKeys = keys("EC", 256, "between");
  private final X500Name rootName = new X500Name("CN=Test Root");
  private final X500Name betweenName = new X500Name("CN=Test Authority");
  private Instant betweenEnd = NOW.plus(DAY);
  private boolean betweenMaySign = true;
  private KeyPair signerKeys = keys("RSA", 2048, "signer");
  private Instant start = NOW.minus(DAY);
  private Instant end = NOW.plus(DAY);
  private Optional<KeyPurposeId> purpose = Optional.of(KeyPurposeId.id_kp_serverAuth);
  private int usage = KeyUsage.digitalSignature;
  private List<String> hosts = List.of("eastus." + HOST);
  private String subject = "CN=eastus." + HOST;
  private List<String> issuerAddresses = List.of();
  private boolean signedByRoot;
  private boolean signsItself;

  SigningChain issuerAt(String... addresses) {
    issuerAddresses = List.of(addresses);
    return this;
  }

  SigningChain hosts(String... names) {
    hosts = List.of(names);
    return this;
  }

  SigningChain subject(String name) {
    subject = name;
    return this;
  }

  SigningChain valid(Instant from, Instant until) {
    start = from;
    end = until;
    return this;
  }

  SigningChain betweenUntil(Instant until) {
    betweenEnd = until;
    return this;
  }

  SigningChain betweenIsNoAuthority() {
    betweenMaySign = false;
    return this;
  }

  SigningChain purpose(Optional<KeyPurposeId> id) {
    purpose = id;
    return this;
  }

  SigningChain usage(int bits) {
    usage = bits;
    return this;
  }

  SigningChain signerKeys(String algorithm, int bits) {
    signerKeys = keys(algorithm, bits, "signer");
    return this;
  }

  SigningChain signerKeys(KeyPair keys) {
    signerKeys = keys;
    return this;
  }

  SigningChain signedByRoot() {
    signedByRoot = true;
    return this;
  }

  SigningChain signsItself() {
    signsItself = true;
    return this;
  }

  KeyPair keys() {
    return signerKeys;
  }

  X509Certificate root() {
    return certificate(rootName, rootKeys, rootName, rootKeys, NOW.minus(DAY), NOW.plus(DAY), true);
  }

  X509Certificate between() {
    return certificate(
        rootName, rootKeys, betweenName, betweenKeys, NOW.minus(DAY), betweenEnd, betweenMaySign);
  }

  /** A certificate in which the authority certifies itself. */
  X509Certificate betweenByItself() {
    return certificate(
        betweenName, betweenKeys, betweenName, betweenKeys, NOW.minus(DAY), betweenEnd, true);
  }

  X509Certificate signer() {
    X500Name own = new X500Name(subject);
    if (signsItself) {
      return signer(own, signerKeys, own);
    }
    return signedByRoot ? signer(rootName, rootKeys, own) : signer(betweenName, betweenKeys, own);
  }

  AttestedTrust trust() {
    return new AttestedTrust(new SignerHosts(HOST), Set.of(root()), List.of());
  }

  private X509Certificate signer(X500Name issuer, KeyPair issuerKeys, X500Name own) {
    try {
      X509v3CertificateBuilder builder =
          builder(issuer, own, signerKeys, start, end)
              .addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (purpose.isPresent()) {
        builder.addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose.get()));
      }
      if (!issuerAddresses.isEmpty()) {
        builder.addExtension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(
                issuerAddresses.stream()
                    .map(SigningChain::issuerAddress)
                    .toArray(AccessDescription[]::new)));
      }
      if (!hosts.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                hosts.stream()
                    .map(host -> new GeneralName(GeneralName.dNSName, host))
                    .toArray(GeneralName[]::new)));
      }
      return sign(builder, issuerKeys);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AccessDescription issuerAddress(String address) {
    return new AccessDescription(
        AccessDescription.id_ad_caIssuers,
        new GeneralName(GeneralName.uniformResourceIdentifier, address));
  }

  private static X509Certificate certificate(
      X500Name issuer,
      KeyPair issuerKeys,
      X500Name name,
      KeyPair keys,
      Instant from,
      Instant until,
      boolean authority) {
    try {
      return sign(
          builder(issuer, name, keys, from, until)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority)),
          issuerKeys);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name name, KeyPair keys, Instant from, Instant until) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(SERIALS.getAndIncrement()),
        Date.from(from),
        Date.from(until),
        name,
        keys.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair keys) {
    String algorithm = keys.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256with" + algorithm).build(keys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys(String algorithm, int bits, String user) {
    return KEYS.computeIfAbsent(
        algorithm + bits + user,
        name -> {
          try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
