package io.azimuth.jwt;

import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a role of the mount may say, and how it reads. */
class JwtRoleRoutesTest extends JwtMountFixture {

  @ParameterizedTest
  @ValueSource(strings = {"1e2147483647", "100e2147483647", "1e-2147483647", "1e999999999999"})
  void aNumberThatNobodyCanExpandIsRefused(String number) {
    Value claims = Value.Obj.builder().put("a", new Value.Num(number)).build();

    Answer answer =
        server.write(
            root, ROLE, Map.of("role_type", "jwt", "user_claim", "sub", "bound_claims", claims));

    assertThat(invalid(answer)).startsWith("bound_claims: claim \"a\" is not a text");
    assertThat(clientToken(login("web"))).isNotEmpty();
  }

  @Test
  void rolesOfADisabledMountAreNotThoseOfTheNextOne() {
    done(server.delete(root, "sys/auth/jwt"));
    done(server.write(root, "sys/auth/jwt", Map.of("type", "jwt")));

    assertThat(server.read(root, ROLE)).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void rolesThatTakeNamesFromOtherClaimsAreWarnedOf() {
    Map<String, Object> other =
        new HashMap<>(
            Map.of("role_type", "jwt", "user_claim", "sub", "bound_audiences", "azimuth"));
    other.put("groups_claim", "groups");
    done(server.write(root, "auth/jwt/role/same", other));
    done(server.write(root, "auth/jwt/role/same", Map.of("token_ttl", "1h")));

    other.put("user_claim", "email");
    other.put("groups_claim", "/realm/roles");
    Answer answer = server.write(root, "auth/jwt/role/email", other);

    assertThat(envelope(answer).warnings())
        .containsExactly(
            "user_claim is not that of role \"same\": the same text in both claims names the same"
                + " entity; roles with another user_claim belong into a mount of their own",
            "groups_claim is not that of role \"same\": the same text in both claims names the same"
                + " group; roles with another groups_claim belong into a mount of their own");
    assertThat(data(server.read(root, "auth/jwt/role/email")))
        .containsEntry("user_claim", Value.of("email"));
  }

  @Test
  void theLinterSaysWhichRolesAreLax() {
    done(
        server.write(
            root, ROLE, Map.of("bound_audiences", "azimuth", "verbose_oidc_logging", true)));

    assertThat(data(server.read(root, ROLE + "/advice")).get("advice").toString())
        .contains("any_subject", "claims_logged", "verbose_oidc_logging=Bool[on=false]");
    assertThat(server.read(root, "auth/jwt/role/none/advice")).isEqualTo(new Answer.NotFound());
  }

  @Test
  void aRoleWhoseTokensNoLoginCouldGiveIsRefused() {
    assertThat(invalid(server.write(root, ROLE, Map.of("token_policies", "web,root"))))
        .isEqualTo("auth methods cannot create root tokens");
    assertThat(invalid(server.write(root, ROLE, Map.of("policies", " ROOT"))))
        .isEqualTo("auth methods cannot create root tokens");
    assertThat(clientToken(login("web"))).isNotEmpty();
  }

  @Test
  void aRoleReadsAsItWasWritten() {
    Map<String, Object> written =
        Map.of(
            "bound_claims",
            Map.of("a", "b", "c", List.of("d", 7, true)),
            "bound_claims_type",
            "string",
            "policies",
            "old",
            "clock_skew_leeway",
            -1,
            "max_age",
            60);
    done(server.write(root, ROLE, written));

    Map<String, Value> read = data(server.read(root, ROLE));

    assertThat(read)
        .containsEntry("role_type", Value.of("jwt"))
        .containsEntry("bound_claims", Values.of(written).members().get("bound_claims"))
        .containsEntry("bound_audiences", Value.of(List.of("azimuth")))
        .containsEntry("policies", Value.of(List.of("old")))
        .containsEntry("token_policies", Value.of(List.of("old")))
        .containsEntry("clock_skew_leeway", Value.of(-1))
        .containsEntry("expiration_leeway", Value.of(0))
        .containsEntry("allowed_redirect_uris", Value.of(List.of()));
    assertThat(data(server.list(root, "auth/jwt/role")))
        .containsEntry("keys", Value.of(List.of("web")));
    assertThat(denied(login("web"))).contains("[bound_claim_missing]");
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("a", "b", "c", 7.0)));
    assertThat(clientToken(login("web"))).isNotEmpty();
  }

  @Test
  void refusesRolesThatWouldMeanSomethingElse() {
    assertThat(invalid(server.write(root, "auth/jwt/role/new", Map.of("user_claim", "sub"))))
        .isEqualTo("'allowed_redirect_uris' must be set if 'role_type' is 'oidc' or unspecified.");
    assertThat(invalid(server.write(root, ROLE, Map.of("role_type", "saml"))))
        .isEqualTo("invalid 'role_type': saml");
    assertThat(invalid(server.write(root, ROLE, Map.of("bound_claim", Map.of()))))
        .isEqualTo("unknown parameter \"bound_claim\"; did you mean \"bound_claims\"?");
    assertThat(
            invalid(
                server.write(root, ROLE, Map.of("bound_claims", Map.of("a", Map.of("b", "c"))))))
        .isEqualTo(
            "bound_claims: claim \"a\" is not a text, flag or number of at most 64"
                + " characters, or a list of them");
  }
}
