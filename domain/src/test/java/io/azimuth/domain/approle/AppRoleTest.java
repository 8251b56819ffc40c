package io.azimuth.domain.approle;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.token.role.RoleName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppRoleTest {

  private static final Duration MAX = Duration.ofDays(32);

  private static AppRoleBuilder role() {
    return AppRole.builder(new RoleName("web"), "key").roleId("id");
  }

  @Test
  void needsASecretIdByDefault() {
    assertThat(role().problems(MAX)).isEmpty();
    assertThat(role().build().secretIds().bound()).isTrue();
  }

  @Test
  void hasSomethingThatKeepsStrangersOut() {
    AppRoleBuilder open = role().bindSecretId(false);

    assertThat(open.problems(MAX))
        .containsExactly("at least one constraint should be enabled on the role");
    assertThat(open.boundCidrs(List.of("10.0.0.0/8")).problems(MAX)).isEmpty();
    open.boundCidrs(List.of()).tokenSettings().boundCidrs(List.of("10.0.0.0/8"));
    assertThat(open.problems(MAX)).isEmpty();
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    AppRoleBuilder wrong =
        role()
            .roleId("")
            .boundCidrs(List.of("10.0.0.0/8", "host"))
            .secretIdNumUses(-1)
            .secretIdTtl(Duration.ofSeconds(-1));
    wrong.tokenSettings().numUses(-1);

    assertThat(wrong.problems(MAX))
        .containsExactly(
            "'token_num_uses' cannot be negative",
            "invalid role_id supplied: it has 1 to 512 bytes, none of them a control character, and"
                + " no white space at its ends",
            "invalid 'secret_id_bound_cidrs' value \"host\"",
            "secret_id_num_uses cannot be negative",
            "secret_id_ttl cannot be negative");
  }

  @Test
  void aRoleIdHasNoWhiteSpaceThatALoginWouldNotSend() {
    assertThat(role().roleId(" ci").problems(MAX)).hasSize(1);
    assertThat(role().roleId("c i").problems(MAX)).isEmpty();
  }

  @Test
  void noRoleGivesPoliciesThatNoLoginGets() {
    AppRoleBuilder role = role();
    role.tokenSettings().policies(List.of("web", " Root"));
    assertThat(role.problems(MAX)).containsExactly("auth methods cannot create root tokens");
    role.tokenSettings().policies(List.of("response-wrapping"));
    assertThat(role.problems(MAX)).containsExactly("cannot assign policy \"response-wrapping\"");
    assertThat(role.build().tokenSettings().policies()).containsExactly("response-wrapping");
  }

  @Test
  void theLengthOfListsIsLimited() {
    assertThat(role().boundCidrs(Collections.nCopies(128, "::1")).problems(MAX)).isEmpty();
    assertThat(role().boundCidrs(Collections.nCopies(129, "::1")).problems(MAX))
        .containsExactly("secret_id_bound_cidrs has at most 128 entries");
  }

  @Test
  void aPeriodIsNoLongerThanTheMountAllows() {
    AppRoleBuilder periodic = role();
    periodic.tokenSettings().period(Duration.ofHours(1));

    assertThat(periodic.problems(Duration.ofHours(1))).isEmpty();
    assertThat(periodic.problems(Duration.ofMinutes(59)))
        .containsExactly(
            "period of \"1h0m0s\" is greater than the backend's maximum lease TTL of \"59m0s\"");
  }

  @Test
  void aPartialUpdateKeepsTheRest() {
    AppRole before =
        role()
            .boundCidrs(List.of("10.0.0.0/8"))
            .secretIdNumUses(3)
            .secretIdTtl(Duration.ofMinutes(5))
            .oldName("policies", true)
            .build();

    assertThat(before.toBuilder().build()).isEqualTo(before);
    assertThat(before.toBuilder().secretIdNumUses(4).build().secretIds())
        .isEqualTo(
            new SecretIdSettings(
                true, before.secretIds().boundCidrs(), 4, Duration.ofMinutes(5), false));
  }

  @Test
  void whetherSecretIdsAreLocalIsSaidOnceForAll() {
    AppRole local = role().localSecretIds(true).build();

    assertThat(local.secretIds().local()).isTrue();
    assertThat(local.toBuilder().localSecretIds(true).problems(MAX)).isEmpty();
    assertThat(local.toBuilder().localSecretIds(false).problems(MAX))
        .containsExactly("local_secret_ids can only be modified during role creation");
    assertThat(role().build().toBuilder().localSecretIds(true).problems(MAX)).hasSize(1);
  }
}
