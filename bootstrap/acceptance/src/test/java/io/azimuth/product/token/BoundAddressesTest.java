package io.azimuth.product.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens with bound CIDR blocks, behind a trusted proxy. */
final class BoundAddressesTest {

  private static final String FORWARDED = "X-Forwarded-For";

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();
  @RegisterExtension static final SharedServer WITHOUT_PROXY = SharedServer.inMemory();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7 | 200",
        "192.0.2.7, 10.9.9.9 | 200",
        "198.51.100.1, 192.0.2.7 | 200",
        "192.0.2.7:4711 | 200",
        "::ffff:192.0.2.7 | 200",
        "2001:db8::1 | 200",
        "[2001:db8::1]:4711 | 200",
        "192.0.2.7, 198.51.100.1 | 403",
        "198.51.100.1 | 403",
        "2001:db9::1 | 403",
        "10.9.9.9 | 403",
        "somewhere | 400",
        "192.0.2.7, | 400",
      })
  void aTokenIsTakenFromItsAddressesOnly(String forwarded, int status) {
    server
        .root()
        .write(
            "auth/token/roles/bound",
            Map.of("token_bound_cidrs", "192.0.2.0/24, 2001:db8::/32", "allowed_policies", "x"));
    String token = server.root().write("auth/token/create/bound", Map.of()).clientToken();

    Reply reply = server.as(token).with(FORWARDED, forwarded).get("auth/token/lookup-self");

    assertThat(reply.status()).isEqualTo(status);
    if (status == 400) {
      assertThat(reply.errors()).containsExactly("the X-Forwarded-For header holds no IP address");
    }
  }

  @Test
  void aRoleBoundToAddressesCannotBeUsedFromAnotherWhateverAHeaderSays() {
    TestingServer direct = WITHOUT_PROXY.server();
    JwtMount mount = JwtMount.enable(direct, "jwt");
    mount.role("here", "token_bound_cidrs", "127.0.0.1/32");
    mount.role("elsewhere", "token_bound_cidrs", "10.0.0.0/8");
    TestingClient pretending = direct.anonymous().with(FORWARDED, "10.0.0.1");

    Reply here = mount.login("here", mount.jwt());
    Reply elsewhere = mount.login(pretending, "elsewhere", mount.jwt());

    assertThat(here.status()).isEqualTo(200);
    assertThat(direct.as(here.clientToken()).get("auth/token/lookup-self").status()).isEqualTo(200);
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(elsewhere.errors().get(0)).contains("[address_not_bound]");
  }
}
