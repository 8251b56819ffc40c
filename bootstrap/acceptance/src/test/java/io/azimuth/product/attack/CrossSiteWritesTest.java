package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A web page sends a request from the browser of somebody who reaches the server. */
final class CrossSiteWritesTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private static TestingClient page;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    page = server.anonymous().with("Origin", "https://elsewhere.example");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, sys/generate-root/attempt, {}",
    "DELETE, sys/generate-root/attempt, {}",
    "PUT, sys/generate-root/update, '{\"key\":\"00\",\"nonce\":\"n\"}'",
    "POST, sys/rekey/init, '{\"secret_shares\":1,\"secret_threshold\":1}'",
    "POST, sys/init, {}",
    "POST, sys/unseal, '{\"key\":\"00\"}'",
    "POST, sys/wrapping/unwrap, '{\"token\":\"none\"}'"
  })
  void aWebPageWritesNothingWithoutAToken(String method, String path, String body) {
    Reply reply = page.send(method, path, body);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.errors())
        .containsExactly("a web page (header Origin) may not send this request without a token");
  }

  @Test
  void readsAndRequestsWithATokenAreServed() {
    assertThat(page.get("sys/seal-status").status()).isEqualTo(200);
    TestingClient operator = server.root().with("Origin", "https://elsewhere.example");

    assertThat(operator.delete("sys/generate-root/attempt").status()).isEqualTo(204);
    assertThat(operator.get("sys/mounts").status()).isEqualTo(200);
  }
}
