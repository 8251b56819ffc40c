package io.azimuth.adapters.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.conscrypt.Conscrypt;

/**
 * Makes contexts of a key, its chain and what clients must show, with either engine. Both offer TLS
 * 1.3 and, of TLS 1.2, the suites with an ephemeral key and an authenticated cipher. Sessions are
 * resumed by tickets under keys that the engine makes and replaces. Who resumes a session shows no
 * certificate; the one of the first handshake counts, which is in the ticket. Where clients must
 * show one that is trusted, a session can be resumed for a second only.
 */
final class ContextFactory {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** In the order of preference. BoringSSL has an order of its own for those of TLS 1.3. */
  private static final String[] SUITES = {
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
  };

  private static final Set<String> NATIVE_KEYS = Set.of("RSA", "EC");
  private static final String RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

  static {
    // The JDK reads it at the first handshake of a server. BoringSSL never lets a client do so.
    if (System.getProperty(RENEGOTIATION) == null) {
      System.setProperty(RENEGOTIATION, "true");
    }
  }

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final ClientDemand clients;

  ContextFactory(PrivateKey key, List<X509Certificate> chain, ClientDemand clients) {
    this.key = key;
    this.chain = List.copyOf(chain);
    this.clients = clients;
  }

  /**
   * A context of BoringSSL.
   *
   * @throws GeneralSecurityException when it does not take the key or a certificate
   */
  SSLContext ofNative(Provider provider) throws GeneralSecurityException, IOException {
    if (!NATIVE_KEYS.contains(key.getAlgorithm())) {
      throw new InvalidKeyException("not a kind of key of BoringSSL");
    }
    // A key of another provider would be converted at each handshake, which costs as much as to
    // sign.
    PrivateKey nativeKey =
        KeyFactory.getInstance(key.getAlgorithm(), provider)
            .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    List<X509Certificate> nativeChain = new ArrayList<>();
    CertificateFactory certificates = CertificateFactory.getInstance("X.509", provider);
    for (X509Certificate certificate : chain) {
      nativeChain.add(
          (X509Certificate)
              certificates.generateCertificate(new ByteArrayInputStream(certificate.getEncoded())));
    }
    SSLContext context = SSLContext.getInstance("TLS", provider);
    init(context, new ServerIdentity(nativeKey, nativeChain));
    ClientDemand demand = clients;
    return ServerContext.of(
        context,
        engine -> {
          engine.setEnabledProtocols(PROTOCOLS);
          engine.setEnabledCipherSuites(SUITES);
          if (demand.isStrict()) {
            engine.setNeedClientAuth(true);
          } else {
            engine.setWantClientAuth(demand.asks()); // each setter undoes the other one
          }
          Conscrypt.setUseSessionTickets(engine, !demand.isStrict());
          return engine;
        });
  }

  SSLContext ofJdk() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    init(context, new ServerIdentity(key, chain));
    return ServerContext.of(context, jdkPreparation(clients));
  }

  private static UnaryOperator<SSLEngine> jdkPreparation(ClientDemand clients) {
    SSLParameters parameters = new SSLParameters(SUITES, PROTOCOLS);
    parameters.setUseCipherSuitesOrder(true);
    if (clients.isStrict()) {
      parameters.setNeedClientAuth(true);
    } else {
      parameters.setWantClientAuth(clients.asks());
    }
    return engine -> {
      engine.setSSLParameters(parameters);
      return new FailStopEngine(engine);
    };
  }

  private void init(SSLContext context, ServerIdentity identity)
      throws GeneralSecurityException, IOException {
    context.init(new KeyManager[] {identity}, clients.trust(), null);
    if (clients.isStrict()) {
      // The shortest that there is: neither engine has a setting for no resumption.
      context.getServerSessionContext().setSessionTimeout(1);
    }
  }
}
