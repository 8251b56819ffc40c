package io.azimuth.jwt;

import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long the token of a login lives, as its role and its mount say. */
class JwtRenewalTest extends JwtMountFixture {

  private static final String SELF = "auth/token/lookup-self";
  private static final String RENEW = "auth/token/renew-self";

  private Duration renewed(String token, String increment) {
    return lease(server.write(token, RENEW, Map.of("increment", increment)));
  }

  private static Duration lease(Answer answer) {
    return envelope(answer).auth().orElseThrow().lease();
  }

  @Test
  void aTokenIsRenewedOnTheTermsOfItsRoleWhichItOutlives() {
    String token = clientToken(login("web"));
    done(server.write(root, ROLE, Map.of("token_ttl", "2h")));
    assertThat(lease(server.write(token, RENEW, Map.of()))).isEqualTo(Duration.ofHours(2));

    done(server.delete(root, ROLE));

    assertThat(invalid(server.write(token, RENEW, Map.of())))
        .isEqualTo("role web does not exist during renewal");
    assertThat(data(server.read(token, SELF))).isNotEmpty();
  }

  @Test
  void theMaximumHoldsFromTheIssueOnWhateverIsAsked() {
    done(server.write(root, ROLE, Map.of("token_max_ttl", "2h")));
    String token = clientToken(login("web"));
    server.clock().advance(Duration.ofMinutes(50));
    assertThat(renewed(token, "1h")).isEqualTo(Duration.ofHours(1));
    server.clock().advance(Duration.ofMinutes(50));

    Answer capped = server.write(token, RENEW, Map.of("increment", "1h"));

    assertThat(lease(capped)).isEqualTo(Duration.ofMinutes(20));
    assertThat(envelope(capped).warnings()).isNotEmpty();
    assertThat(renewed(token, "60")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void theExplicitMaximumOfTheIssueBindsAfterTheRoleWasEdited() {
    done(server.write(root, ROLE, Map.of("token_explicit_max_ttl", "30m")));
    String token = clientToken(login("web"));
    done(server.write(root, ROLE, Map.of("token_explicit_max_ttl", "10h")));
    server.clock().advance(Duration.ofMinutes(29));

    assertThat(renewed(token, "5h")).isEqualTo(Duration.ofMinutes(1));
    server.clock().advance(Duration.ofMinutes(1));
    assertThat(denied(server.read(token, SELF))).contains("invalid token");
  }

  @Test
  void aPeriodicTokenLivesAsLongAsItIsRenewed() {
    done(
        server.write(
            root, ROLE, Map.of("token_ttl", 0, "token_period", "5m", "token_max_ttl", "10m")));
    String token = clientToken(login("web"));
    for (int i = 0; i < 10; i++) {
      server.clock().advance(Duration.ofMinutes(4));
      assertThat(renewed(token, "9h")).isEqualTo(Duration.ofMinutes(5));
    }

    server.clock().advance(Duration.ofMinutes(5));

    assertThat(denied(server.read(token, SELF))).contains("invalid token");
  }

  @Test
  void theLifetimesOfTheMountHoldForARoleWithoutAny() {
    done(server.write(root, ROLE, Map.of("token_ttl", 0)));
    done(
        server.write(
            root, "sys/auth/jwt/tune", Map.of("default_lease_ttl", "10m", "max_lease_ttl", "1h")));

    Answer login = login("web");

    assertThat(lease(login)).isEqualTo(Duration.ofMinutes(10));
    assertThat(renewed(clientToken(login), "9h")).isEqualTo(Duration.ofHours(1));
  }
}
