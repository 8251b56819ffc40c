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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates from a site that answers what a test says, and then nothing more. */
@Timeout(30)
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

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", HEAD, HEAD + "byte"})
  void theConnectionToASiteThatHangsIsClosed(String begun) throws IOException {
    CompletableFuture<byte[]> body = fetch(SHORT);
    try (Socket connection = answer(begun)) {
      assertThatThrownBy(body::join).hasCauseInstanceOf(TimeoutException.class);

      assertThat(isClosed(connection)).isTrue();
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
