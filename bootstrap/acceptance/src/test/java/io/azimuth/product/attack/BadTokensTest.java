package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.token.TokenDefect;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A token with any defect is refused, the refusal reveals no more than allowed, and nothing is
 * issued.
 */
final class BadTokensTest {

  private static final String NOT_ACCEPTED =
      """
      {"errors":["permission denied: the token was not accepted [token_not_accepted]"],\
      "data":{"reasons":[{"code":"token_not_accepted","check":"token"}]}}
      """;

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private static AzureMount mount;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = AzureMount.enable(server, "team/azure");
    server.root().write(mount.at("config"), Map.of("additional_audiences", "api://azimuth"));
    mount.role("web");
    server
        .root()
        .write(
            mount.at("role/groups"),
            Map.of("bound_group_ids", "dddddddd-0000-4000-8000-000000000001"));
    mount.loggedIn("web"); // from here on the server has the keys
  }

  /** Tokens without proof that the tenant issued them. */
  static Stream<String> unproved() {
    return Stream.of(
        mount.mint(mount.order().with(TokenDefect.UNSIGNED)),
        mount.mint(mount.order().with(TokenDefect.HMAC_WITH_PUBLIC_KEY)),
        mount.mint(mount.order().with(TokenDefect.RS512)),
        mount.mint(mount.order().with(TokenDefect.FOREIGN_KEY)),
        mount.mint(mount.order().with(TokenDefect.UNKNOWN_KEY_ID)),
        mount.mint(mount.order().with(TokenDefect.OTHER_ISSUERS_KEY)),
        mount.mint(mount.order().with(TokenDefect.PAYLOAD_SWAPPED)),
        mount.mint(mount.order().with(TokenDefect.WRONG_ISSUER)),
        mount.mint(mount.order().with(TokenDefect.WRONG_TENANT)),
        mount.mint(TokenRequest.forMachine("foreign-1", AzureMount.AUDIENCE)),
        mount.mint(
            mount
                .order()
                .with(TokenDefect.FOREIGN_KEY)
                .withHeader("jku", server.azure().authorityUri() + "common/discovery/keys")),
        mount.mint(mount.order().with(TokenDefect.FOREIGN_KEY).withClaim("aud", "api://other")),
        mount.mint(mount.order().with(TokenDefect.FOREIGN_KEY).withClaim("exp", 1)),
        mount.mint(mount.order().with(TokenDefect.PAYLOAD_SWAPPED).withoutClaim("exp")),
        mount.mint(mount.order().withClaim("iss", "https://kubernetes.default.svc")),
        mount.mint(mount.order().withoutClaim("iss")),
        mount.mint(mount.order().withClaim("tid", 7)),
        mount.mint(mount.order().withHeader("kid", "../../../etc/passwd")),
        mount.mint(mount.order().withHeader("crit", List.of("b64")).withHeader("b64", false)),
        twoParts(),
        nested(),
        "a.b.c",
        "..",
        "not a token at all",
        mount.jwt() + ".more",
        mount.jwt().replace('.', ' '),
        "x " + mount.jwt(),
        "é.ü.ſ",
        "A".repeat(31 * 1024) + ".e30.x",
        json("{\"alg\":\"RS256\",\"alg\":\"none\"}") + "." + json("{}") + ".AAAA",
        json("[".repeat(5000)) + "." + json("{}") + ".AAAA",
        json("{\"alg\":\"RS256\",\"kid\":\"a\"}") + "." + json("{\"exp\":1e999999999}") + ".AAAA");
  }

  private static String twoParts() {
    String jwt = mount.jwt();
    return jwt.substring(0, jwt.lastIndexOf('.'));
  }

  private static String nested() {
    return json("{\"alg\":\"RS256\",\"cty\":\"JWT\"}") + "." + json(mount.jwt()) + ".AAAA";
  }

  private static String json(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("unproved")
  void answersTheSameBytesToWhatTheTenantDidNotSign(String jwt) {
    long tokens = server.count("token/");
    long entities = server.count("entity/");

    for (String role : new String[] {"web", "groups", "no-such-role", "<role>", "W".repeat(300)}) {
      Reply reply = mount.login(role, jwt);
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.text()).isEqualTo(NOT_ACCEPTED);
    }

    assertThat(server.count("token/")).isEqualTo(tokens);
    assertThat(server.count("entity/")).isEqualTo(entities);
  }

  @ParameterizedTest
  @EnumSource(
      value = TokenDefect.class,
      names = {"WRONG_AUDIENCE", "EXPIRED", "NOT_YET_VALID"})
  void explainsWhatIsWrongWithATokenOfTheTenant(TokenDefect defect) {
    Reply reply = mount.login("web", mount.mint(mount.order().with(defect)));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(code(reply))
        .isEqualTo(
            switch (defect) {
              case WRONG_AUDIENCE -> "audience_mismatch";
              case EXPIRED -> "token_expired";
              default -> "token_not_yet_valid";
            });
  }

  @Test
  void refusesATokenOfAPerson() {
    Reply reply = mount.login("web", mount.mint(TokenRequest.forUser("ada", AzureMount.AUDIENCE)));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(code(reply)).isEqualTo("user_token");
  }

  @Test
  void saysThatATokenHasTooManyGroupsToNameThem() {
    Reply reply =
        mount.login(
            "groups",
            mount.mint(
                TokenRequest.forMachine(
                    "web-3",
                    IdentitySelector.clientId("aaaaaaaa-0000-4000-8000-000000000004"),
                    "api://azimuth")));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(code(reply)).isEqualTo("groups_overage");
  }

  @Test
  void refusesAMegabyteWithoutReadingIt() {
    Reply reply = mount.login("web", "A".repeat(1024 * 1024));

    assertThat(reply.status()).isEqualTo(413);
  }

  @Test
  void refusesAJwtLongerThanItMayBe() {
    Reply reply = mount.login("web", mount.jwt() + "A".repeat(40 * 1024));

    assertThat(reply.status()).isIn(400, 403);
    assertThat(reply.clientToken()).isEmpty();
  }

  @Test
  void ownsUpToAnUnknownRoleOnlyBeforeATokenOfTheTenant() {
    Reply reply = mount.login("no-such-role", mount.jwt());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors()).containsExactly("invalid role name \"no-such-role\"");
  }

  @Test
  void leavesNothingBehindWhenARoleRefuses() {
    long tokens = server.count("token/");
    long entities = server.count("entity/");
    long aliases = server.count("alias/");
    server
        .root()
        .write(
            mount.at("role/other"),
            Map.of("bound_service_principal_ids", "bbbbbbbb-0000-4000-8000-000000000003"));

    Reply reply =
        mount.login("other", mount.mint(TokenRequest.forMachine("web-2", AzureMount.AUDIENCE)));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(server.count("token/")).isEqualTo(tokens);
    assertThat(server.count("entity/")).isEqualTo(entities);
    assertThat(server.count("alias/")).isEqualTo(aliases);
  }

  private static String code(Reply reply) {
    return reply.data().path("reasons").path(0).path("code").asText();
  }
}
