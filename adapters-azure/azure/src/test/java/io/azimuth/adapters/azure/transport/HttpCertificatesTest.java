package io.azimuth.adapters.azure.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.cloud.CloudCatalog;
import io.azimuth.adapters.azure.cloud.LabCloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Certificates from a site that answers what a test says, and then nothing more. */
@Timeout(120)
class HttpCertificatesTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
  private static final Duration SHORT = Duration.ofSeconds(2);

  private ServerSocket site;

  @BeforeEach
  void open() throws IOException {
    site = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  @Test
  void aCertificateIsFetched() throws IOException {
    CompletableFuture<byte[]> body = fetch(Duration.ofSeconds(20));
    Socket connection = answer(HEAD + "bytes");

    assertThat(body.join()).asString(StandardCharsets.US_ASCII).isEqualTo("bytes");
    connection.close();
  }

  @Test
  void theConnectionsToSitesThatHangAreClosed() throws IOException {
    List<String> beginnings = List.of("", "HTTP/1.1 200 OK\r\n", HEAD, HEAD + "byte");
    List<Socket> connections = new ArrayList<>();
    List<CompletableFuture<byte[]>> bodies = new ArrayList<>();
    try {
      for (String begun : beginnings) { // all of them wait at the same time
        bodies.add(fetch(SHORT));
        connections.add(answer(begun));
      }

      for (int i = 0; i < beginnings.size(); i++) {
        String begun = beginnings.get(i);
        assertThatThrownBy(bodies.get(i)::join)
            .as(begun)
            .hasCauseInstanceOf(TimeoutException.class);
        assertThat(isClosed(connections.get(i))).as(begun).isTrue();
      }
    } finally {
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }

  private CompletableFuture<byte[]> fetch(Duration patience) {
    URI uri = URI.create("http://127.0.0.1:" + site.getLocalPort() + "/authority.crt");
    CloudHttpClients transports =
        new CloudHttpClients(
            CloudCatalog.with(
                    List.of(LabCloud.at(URI.create("https://127.0.0.1/"), Optional.empty())))
                .clouds(),
            new AzureProxySelector(ProxyConfig.direct()));
    return new HttpCertificates(transports, "azimuth/1.2.3", patience).fetch(uri, "lab");
  }

  private Socket answer(String text) throws IOException {
    Socket connection = site.accept();
    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    connection.getOutputStream().flush();
    connection.setSoTimeout(10_000);
    return connection;
  }

  private static boolean isClosed(Socket connection) throws IOException {
    try {
      connection.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true; // it was reset
    }
  }
}
