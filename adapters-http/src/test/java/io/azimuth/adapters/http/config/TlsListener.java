package io.azimuth.adapters.http.config;

import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.adapters.http.server.TestAuthority;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.adapters.http.tls.TlsEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The files of a TLS listener, the servers that use them, and clients that trust them. */
final class TlsListener {

  final TestAuthority authority = new TestAuthority("server-ca");
  final Path certFile;
  final Path keyFile;

  private final Path directory;
  private final TlsEngine engine;

  TlsListener(Path directory, TlsEngine engine) throws Exception {
    this.directory = directory;
    this.engine = engine;
    this.certFile = directory.resolve("server.pem");
    this.keyFile = directory.resolve("server.key");
    write("first", TestAuthority.keyPair("EC", 256));
  }

  /** Replaces both files. */
  void write(String subject, KeyPair keys) throws Exception {
    write(subject, keys, Duration.ofHours(1));
  }

  /** Replaces both files; the certificate has this life from now. */
  X509Certificate write(String subject, KeyPair keys, Duration life) throws Exception {
    TestAuthority.Issued issued = authority.issue(subject, keys, life);
    TestAuthority.traditional(certFile, issued.certificate(), authority.certificate());
    TestAuthority.pkcs8(keyFile, keys.getPrivate());
    return issued.certificate();
  }

  Path clientAuthority(TestAuthority clients) throws IOException {
    return TestAuthority.traditional(directory.resolve("clients.pem"), clients.certificate());
  }

  TestServer start() throws IOException {
    return start(Optional.empty());
  }

  TestServer start(Optional<Path> clientCa) throws IOException {
    return TestServer.start(HttpConfig.of(List.of(config(clientCa))));
  }

  ListenerConfig config(Optional<Path> clientCa) {
    return ListenerConfig.tls(
        TestServer.ANY_PORT, new TlsConfig(certFile, keyFile, clientCa, engine));
  }

  RawConnection connect(InetSocketAddress address, String version) throws Exception {
    return new Client(new KeyManager[0]).connect(address, version);
  }

  /** Whether a client with this key is answered. */
  boolean isAnswered(TestServer server, KeyManager... managers) throws Exception {
    return new Client(managers).isAnswered(server);
  }

  /** The subject that a new client sees. */
  String subject(TestServer server) throws Exception {
    try (RawConnection client = connect(server.address(), "TLSv1.3")) {
      return subject(client);
    }
  }

  static String subject(RawConnection client) throws IOException {
    X509Certificate certificate =
        (X509Certificate) ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
    return certificate.getSubjectX500Principal().getName();
  }

  static KeyManager[] managers(TestAuthority.Issued issued) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "client",
        issued.keys().getPrivate(),
        new char[0],
        new X509Certificate[] {issued.certificate()});
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  /** A client that remembers its sessions. */
  final class Client {

    private final SSLContext context;
    private final AtomicInteger checks = new AtomicInteger();

    Client(KeyManager[] managers) throws Exception {
      context = SSLContext.getInstance("TLS");
      context.init(managers, new TrustManager[] {new Trust(checks)}, null);
    }

    RawConnection connect(InetSocketAddress address, String version) throws Exception {
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      return new RawConnection(socket);
    }

    /** Sends a request, and closes the connection without a word of TLS after the answer. */
    void requestAndHangUp(InetSocketAddress address) throws Exception {
      try (Socket plain = new Socket(address.getAddress(), address.getPort())) {
        Socket socket =
            context
                .getSocketFactory()
                .createSocket(plain, address.getHostString(), address.getPort(), false);
        new RawConnection(socket).request("GET /v1/a");
      }
    }

    boolean isAnswered(TestServer server) throws Exception {
      return isAnswered(server, "TLSv1.3");
    }

    boolean isAnswered(TestServer server, String version) throws Exception {
      try (RawConnection client = connect(server.address(), version)) {
        return client.request("GET /v1/a").status() == 200;
      } catch (IOException e) {
        return false;
      }
    }

    /** How many handshakes showed a certificate. One that resumes a session shows none. */
    int fullHandshakes() {
      return checks.get();
    }
  }

  /** Trusts what the authority issued, and counts. */
  private final class Trust extends X509ExtendedTrustManager {

    private final AtomicInteger checks;

    Trust(AtomicInteger checks) {
      this.checks = checks;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      checks.incrementAndGet();
      try {
        chain[0].verify(authority.certificate().getPublicKey());
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("this trust manager judges servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException("this trust manager judges servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("this trust manager judges servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
