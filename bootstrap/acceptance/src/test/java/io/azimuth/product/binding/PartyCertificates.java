package io.azimuth.product.binding;

import io.azimuth.testkit.fake.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** The certificates of all parties, their digests, and clients that show them. */
final class PartyCertificates {

  private static final Duration LIFE = Duration.ofDays(1);

  private final Map<Party, KeyPair> keys = new EnumMap<>(Party.class);
  private final Map<Party, byte[]> certificates = new EnumMap<>(Party.class);
  private final TrustManager[] trust;

  /** Makes them; the clients trust the server's certificate in that file. */
  PartyCertificates(Path server) throws IOException {
    KeyPair ofOwner = SelfSigned.keys("EC");
    add(Party.OWNER, ofOwner, "machine", 1);
    add(Party.RENEWED, ofOwner, "machine", 2);
    add(Party.OTHER, SelfSigned.keys("EC"), "thief", 1);
    add(Party.NAMESAKE, SelfSigned.keys("EC"), "machine", 1);
    trust = trusting(server);
  }

  private void add(Party party, KeyPair pair, String name, long serial) {
    Instant start = Instant.now();
    keys.put(party, pair);
    certificates.put(
        party, new SelfSigned(name, serial, start, start.plus(LIFE), List.of()).of(pair));
  }

  private static TrustManager[] trusting(Path server) throws IOException {
    try (InputStream in = Files.newInputStream(server)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** The certificate, DER. */
  byte[] der(Party party) {
    return certificates.get(party).clone();
  }

  /** The certificate, PEM. */
  String pem(Party party) {
    return SelfSigned.pem("CERTIFICATE", certificates.get(party));
  }

  /** The digest as {@code x5t#S256} has it (RFC 8705, section 3.1). */
  String thumbprint(Party party) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(party));
  }

  /** The digest in hexadecimal digits. */
  String hex(Party party) {
    return HexFormat.of().formatHex(digest(party));
  }

  private byte[] digest(Party party) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificates.get(party));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client that shows the certificate of that party, and has no session yet. */
  SSLContext client(Party party) {
    return client(party, party);
  }

  /** A client that shows one certificate first, and the other one in each later handshake. */
  SSLContext client(Party first, Party later) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new Identity(first, later)}, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shows what it has, whatever issuers the server names. */
  private final class Identity extends X509ExtendedKeyManager {

    private final Party later;
    private Party next;

    Identity(Party first, Party later) {
      this.next = first;
      this.later = later;
    }

    @Override
    public synchronized String chooseClientAlias(
        String[] keyTypes, Principal[] issuers, Socket socket) {
      Party chosen = next;
      next = later;
      return chosen == Party.NOBODY ? null : chosen.name();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      try {
        return new X509Certificate[] {
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der(Party.valueOf(alias))))
        };
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return keys.get(Party.valueOf(alias)).getPrivate();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return null;
    }

    @Override
    public String chooseEngineClientAlias(
        String[] keyTypes, Principal[] issuers, SSLEngine engine) {
      return null;
    }
  }
}
