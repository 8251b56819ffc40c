package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.config.TestServer;
import io.azimuth.domain.network.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Start and end of the server, and its log. */
@Isolated("looks at the threads of the process and at the log")
class HttpServerTest {

  @Test
  void knowsTheThreadsThatNothingReplaces() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = RawConnection.to(server.address())) {
      assertThat(client.request("GET /v1/a").status()).isEqualTo(200);
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(HttpServer::isEssential)
          .extracting(Thread::getName)
          .contains("http I/O-1", "http I/O-2", "http Accept");
    }
  }

  @Test
  void saysWhichAddressCannotBeBoundAndFreesTheOthers() throws IOException {
    InetSocketAddress free = freeAddress();
    try (ServerSocket taken = new ServerSocket(0, 1, TestServer.ANY_PORT.getAddress())) {
      HttpConfig config =
          HttpConfig.of(
              List.of(
                  ListenerConfig.plain(free),
                  ListenerConfig.plain(
                      new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort()))));
      assertThatThrownBy(() -> TestServer.start(config))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot listen on 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": another process uses the port");
      try (TestServer second =
          TestServer.start(HttpConfig.of(List.of(ListenerConfig.plain(free))))) {
        assertThat(second.address()).isEqualTo(free);
      }
    }
  }

  @Test
  void showsAnAddressAsItWasConfigured() throws IOException {
    InetSocketAddress all = ListenerConfig.parseAddress("0.0.0.0:0");
    try (TestServer server = TestServer.start(HttpConfig.of(List.of(ListenerConfig.plain(all))))) {
      InetSocketAddress shown = server.address();
      assertThat(Addresses.text(shown.getAddress(), shown.getPort()))
          .startsWith("0.0.0.0:")
          .isNotEqualTo("0.0.0.0:0");
    }
  }

  @Test
  void givesEachRequestAnIdOfItsOwn() throws IOException {
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      client.request("GET /v1/a");
      client.request("GET /v1/a");
      assertThat(server.api.requests()).extracting(r -> r.id()).containsExactly("id-1", "id-2");
    }
  }

  @Test
  void logsFaultsWithTheIdOfTheRequestAndNeverAToken() throws IOException {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    appender.start();
    root.addAppender(appender);
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      server.api.does(
          request -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
      client.post("/v1/a", "{\"jwt\":\"azs.body\"}", "X-Vault-Token: azs.header");
      client.post("/v1/a", "azs.body", "X-Vault-Token: azs.one", "X-Vault-Token: azs.two");
      client.post("/v1/../a", "azs.body", "Authorization: Bearer azs.three");
      client.send("NONSENSE azs.four\r\nX-Vault-Token: azs.five\r\n\r\n").isClosed();
    } finally {
      root.detachAppender(appender);
    }
    List<String> lines =
        List.copyOf(appender.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines).contains("request failed, request_id=id-1");
    assertThat(lines).noneMatch(line -> line.contains("azs."));
  }

  @Test
  void startsOnce() throws IOException {
    try (TestServer server = TestServer.start()) {
      assertThatThrownBy(server.http::start).isInstanceOf(IllegalStateException.class);
    }
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, TestServer.ANY_PORT.getAddress())) {
      return new InetSocketAddress(probe.getInetAddress(), probe.getLocalPort());
    }
  }
}
