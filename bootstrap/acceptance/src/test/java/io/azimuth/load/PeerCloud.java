package io.azimuth.load;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The sign-in service of Azure under its real name, for a peer that knows no other: its documents,
 * and a proxy that leads every host to them. Listens on loopback.
 */
final class PeerCloud implements AutoCloseable {

  private static final String HOST = "login.microsoftonline.com";
  private static final String KEYS = "/keys";
  private static final int END_OF_HEAD = 0x0d0a0d0a;

  private final Path certificate;
  private final HttpServer documents;
  private final ServerSocket proxy;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private PeerCloud(Path certificate, HttpServer documents, ServerSocket proxy) {
    this.certificate = certificate;
    this.documents = documents;
    this.proxy = proxy;
  }

  /**
   * Serves these documents.
   *
   * @param directory where the certificate is written
   */
  static PeerCloud start(Path directory, String issuer, String keys) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpsServer server = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(TlsFixture.serving(directory, "sign-in", HOST)));
    String discovery =
        "{\"issuer\": \"%s\", \"jwks_uri\": \"https://%s%s\"}".formatted(issuer, HOST, KEYS);
    answer(server, "/", discovery);
    answer(server, KEYS, keys);
    PeerCloud cloud =
        new PeerCloud(directory.resolve("sign-in.pem"), server, new ServerSocket(0, 50, loopback));
    server.setExecutor(cloud.threads);
    server.start();
    cloud.threads.execute(cloud::accept);
    return cloud;
  }

  private static void answer(HttpServer server, String path, String document) {
    byte[] body = document.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  /** The environment of a process that shall reach and trust this cloud. */
  Map<String, String> environment() {
    return Map.of(
        "HTTPS_PROXY",
        "http://127.0.0.1:" + proxy.getLocalPort(),
        "SSL_CERT_FILE",
        certificate.toString());
  }

  private void accept() {
    while (!proxy.isClosed()) {
      try {
        Socket client = proxy.accept();
        threads.execute(() -> tunnel(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void tunnel(Socket client) {
    try (client;
        Socket server = new Socket(proxy.getInetAddress(), documents.getAddress().getPort())) {
      skipHead(client.getInputStream());
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      threads.execute(() -> copy(server, client));
      copy(client, server);
    } catch (IOException e) {
      return; // the peer asks again
    }
  }

  private static void skipHead(InputStream in) throws IOException {
    int last = 0;
    while (last != END_OF_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no whole request");
      }
      last = last << 8 | next;
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      return; // one of them has closed
    }
  }

  @Override
  public void close() throws IOException {
    documents.stop(0);
    proxy.close();
    threads.shutdownNow();
  }
}
