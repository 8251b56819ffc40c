package io.azimuth.bootstrap.command.client.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.browser.Browser;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.spi.api.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BindOptionTest {

  private static final String LOOK_UP = "/v1/auth/token/lookup-self";
  private static final String REVOKE = "/v1/auth/token/revoke-self";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;
  private ClientSession session;
  private volatile int status = 200;
  private volatile String answer = "{\"data\":{\"bound_certificate\":\"c\"}}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(path);
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(path.equals(REVOKE) ? 200 : status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    ClientContext context =
        new ClientContext(
            new Console(new ByteArrayOutputStream(), err),
            Environment.of(
                Map.of(
                    "VAULT_ADDR",
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    "VAULT_MAX_RETRIES",
                    "0")),
            StandardInput.of(InputStream.nullInputStream()),
            duration -> {},
            Browser.NONE);
    session = new ClientOptions(context).open();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ClientSession keeping(long uses) {
    Value.Obj auth = Value.Obj.builder().put("client_token", "fresh").put("num_uses", uses).build();
    ApiReply login =
        new ApiReply(
            200, Optional.of(Value.Obj.builder().put("auth", auth).build()), Optional.empty());
    BindOption bind = new BindOption();
    CommandLine.populateCommand(bind, "--bind");
    return bind.keeping(session, session, login);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aBoundTokenIsKeptWithoutAWord() {
    assertThat(keeping(0)).isSameAs(session);
    assertThat(requests).containsExactly(LOOK_UP);
    assertThat(said()).isEmpty();
  }

  @Test
  void aTokenWithFewUsesIsKeptWithAWarning() {
    assertThat(keeping(3)).isSameAs(session);
    assertThat(requests).isEmpty();
    assertThat(said()).contains("was not asked whether it bound the token");
  }

  @Test
  void aTokenThatMayNotLookItselfUpIsKeptWithAWarning() {
    status = 403;

    assertThat(keeping(0)).isSameAs(session);
    assertThat(requests).containsExactly(LOOK_UP);
    assertThat(said()).contains("was not asked whether it bound the token");
  }

  @Test
  void aTokenThatIsNotBoundIsRevoked() {
    answer = "{\"data\":{}}";

    assertThatThrownBy(() -> keeping(0)).hasMessageContaining("did not bind the token");
    assertThat(requests).containsExactly(LOOK_UP, REVOKE);
  }

  @Test
  void aTokenThatCannotBeLookedUpIsRevoked() {
    status = 500;

    assertThatThrownBy(() -> keeping(0))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("Error looking at the new token");
    assertThat(requests).containsExactly(LOOK_UP, REVOKE);
  }
}
