package io.azimuth.domain.approle;

import static io.azimuth.domain.login.CheckOutcome.FAILED;
import static io.azimuth.domain.login.CheckOutcome.PASSED;
import static io.azimuth.domain.login.CheckOutcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.role.RoleName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppRoleLoginTest {

  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final String HERE = "192.0.2.7";

  private static AppRoleBuilder role() {
    return AppRole.builder(new RoleName("web"), "key").roleId("id");
  }

  private static IssuedSecretId secretId(List<String> cidrs, List<String> tokenCidrs) {
    return new IssuedSecretId(
        "handle",
        0,
        Duration.ofHours(1),
        NOW,
        NOW,
        Map.of("team", "a", "role_name", "forged"),
        blocks(cidrs),
        blocks(tokenCidrs));
  }

  private static List<Cidr> blocks(List<String> texts) {
    return texts.stream().map(text -> Cidr.parse(text).orElseThrow()).toList();
  }

  private static Decided decide(
      Optional<AppRole> role, boolean sent, Optional<IssuedSecretId> secretId) {
    return decide(role, sent, secretId, NOW);
  }

  private static Decided decide(
      Optional<AppRole> role, boolean sent, Optional<IssuedSecretId> secretId, Instant now) {
    return decide(new AppRoleEvidence(role, sent, secretId, Optional.of(address(HERE)), now));
  }

  private static Decided decide(AppRoleEvidence evidence) {
    return new Decided(evidence, AppRoleLogin.decide(evidence));
  }

  private record Decided(AppRoleEvidence evidence, LoginDecision<AppRoleGrant> decision) {

    Optional<LoginDenial> denial() {
      return decision.reasons().stream().findFirst();
    }

    List<LoginCheck> checks() {
      return decision.checks();
    }

    AppRoleGrant grant() {
      return decision.grant().orElseThrow();
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Decided with(AppRoleBuilder role, IssuedSecretId secretId) {
    return decide(Optional.of(role.build()), true, Optional.of(secretId));
  }

  private static void refused(Decided decision, AppRoleDenial denial, String text) {
    assertThat(decision.denial()).contains(denial);
    assertThat(AppRoleLogin.callerText(decision.evidence(), denial)).isEqualTo(text);
    assertThat(decision.decision().grant()).isEmpty();
  }

  @Test
  void theRightSecretIdIsGranted() {
    Decided decision = with(role(), secretId(List.of(), List.of()));

    assertThat(decision.denial()).isEmpty();
    assertThat(decision.checks())
        .extracting(LoginCheck::result)
        .containsExactly(PASSED, PASSED, SKIPPED, SKIPPED, SKIPPED);
    assertThat(decision.grant().metadata()).isEqualTo(Map.of("team", "a", "role_name", "web"));
    assertThat(decision.grant().aliasMetadata()).isEqualTo(Map.of("role_name", "web"));
    assertThat(decision.decision().isProved()).isTrue();
  }

  @Test
  void aStrangerIsNotToldWhichOfTheTwoIsWrong() {
    Decided noRole = decide(Optional.empty(), true, Optional.empty());
    Decided noSecretId = decide(Optional.of(role().build()), true, Optional.empty());
    Decided expired =
        decide(
            Optional.of(role().build()),
            true,
            Optional.of(secretId(List.of(), List.of())),
            NOW.plusSeconds(3_600));

    refused(noRole, AppRoleDenial.ROLE_ID_UNKNOWN, "invalid role or secret ID");
    refused(noSecretId, AppRoleDenial.SECRET_ID_UNKNOWN, "invalid role or secret ID");
    refused(expired, AppRoleDenial.SECRET_ID_EXPIRED, "invalid role or secret ID");
    assertThat(List.of(noRole, noSecretId, expired))
        .noneMatch(decision -> decision.decision().isProved());
  }

  @Test
  void withoutASecretIdAnUnknownRoleReadsLikeAKnownOne() {
    refused(
        decide(Optional.empty(), false, Optional.empty()),
        AppRoleDenial.ROLE_ID_UNKNOWN,
        "missing secret_id");
    refused(
        decide(Optional.of(role().build()), false, Optional.empty()),
        AppRoleDenial.SECRET_ID_MISSING,
        "missing secret_id");
  }

  @Test
  void afterAFailureNothingMoreIsChecked() {
    AppRoleBuilder bound = role().boundCidrs(List.of("10.0.0.0/8"));

    Decided decision = decide(Optional.of(bound.build()), true, Optional.empty());

    assertThat(decision.checks())
        .extracting(LoginCheck::result)
        .containsExactly(PASSED, FAILED, SKIPPED, SKIPPED, SKIPPED);
    assertThat(decision.checks().get(3).expected()).isEmpty();
  }

  @Test
  void theAddressOfTheSecretIdIsChecked() {
    refused(
        with(role(), secretId(List.of("10.0.0.0/8"), List.of())),
        AppRoleDenial.ADDRESS_NOT_IN_CIDR_LIST,
        "source address unauthorized by CIDR restrictions on the secret ID");
    assertThat(with(role(), secretId(List.of(HERE), List.of())).denial()).isEmpty();
  }

  @Test
  void theAddressOfTheRoleIsChecked() {
    Decided decision =
        with(role().boundCidrs(List.of("10.0.0.0/8")), secretId(List.of(), List.of()));

    refused(
        decision,
        AppRoleDenial.ADDRESS_NOT_BOUND_BY_ROLE,
        "source address unauthorized by CIDR restrictions on the role");
    assertThat(decision.decision().isProved()).isTrue();
    assertThat(decision.checks().get(3).expected()).isEqualTo("10.0.0.0/8");
    assertThat(decision.checks().get(3).actual()).isEqualTo(HERE);
  }

  @Test
  void anUnknownAddressIsInNoBlock() {
    AppRole role = role().boundCidrs(List.of("0.0.0.0/0")).build();

    Decided decision =
        decide(
            new AppRoleEvidence(
                Optional.of(role),
                true,
                Optional.of(secretId(List.of(), List.of())),
                Optional.empty(),
                NOW));

    assertThat(decision.denial()).contains(AppRoleDenial.ADDRESS_NOT_BOUND_BY_ROLE);
  }

  @Test
  void addressesOfTheSecretIdTakeThePlaceOfThoseOfTheRole() {
    AppRoleBuilder role = role();
    role.tokenSettings().boundCidrs(List.of("192.0.2.0/24"));

    Decided own = with(role, secretId(List.of(), List.of("192.0.2.7/32")));

    assertThat(own.grant().tokenSettings().boundCidrs()).isEqualTo(blocks(List.of("192.0.2.7/32")));
    assertThat(with(role, secretId(List.of(), List.of())).grant().tokenSettings().boundCidrs())
        .isEqualTo(blocks(List.of("192.0.2.0/24")));
  }

  @Test
  void aRoleThatWasTightenedBindsTheTokensOfItsOldSecretIds() {
    AppRoleBuilder role = role();
    role.tokenSettings().boundCidrs(List.of("192.0.2.0/28", "10.1.0.0/16"));
    IssuedSecretId wide = secretId(List.of(), List.of("192.0.0.0/16", "10.1.2.0/24", "::/0"));

    assertThat(with(role, wide).grant().tokenSettings().boundCidrs())
        .isEqualTo(blocks(List.of("192.0.2.0/28", "10.1.2.0/24")));

    role.tokenSettings().boundCidrs(List.of("10.1.0.0/16"));
    Decided elsewhere = with(role, wide);
    refused(
        elsewhere,
        AppRoleDenial.ADDRESS_NOT_BOUND_BY_TOKEN,
        "source address unauthorized by token_bound_cidrs");
    assertThat(elsewhere.checks().get(4).expected()).isEqualTo("10.1.0.0/16");
  }

  @Test
  void aTokenThatCouldNotBeUsedHereIsNotGiven() {
    refused(
        with(role(), secretId(List.of(), List.of("10.0.0.0/8"))),
        AppRoleDenial.ADDRESS_NOT_BOUND_BY_TOKEN,
        "source address unauthorized by token_bound_cidrs");
  }

  @Test
  void aRoleThatNeedsNoSecretIdIsBoundByItsAddresses() {
    AppRoleBuilder role = role().bindSecretId(false);

    assertThat(
            decide(
                    Optional.of(role.boundCidrs(List.of("192.0.2.0/24")).build()),
                    false,
                    Optional.empty())
                .denial())
        .isEmpty();
    refused(
        decide(Optional.of(role.boundCidrs(List.of("10.0.0.0/8")).build()), true, Optional.empty()),
        AppRoleDenial.ADDRESS_NOT_BOUND_BY_ROLE,
        "source address unauthorized by CIDR restrictions on the role");
  }
}
