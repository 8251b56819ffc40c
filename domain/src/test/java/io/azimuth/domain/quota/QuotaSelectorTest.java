package io.azimuth.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuotaSelectorTest {

  private static final RateLimit LIMIT = new RateLimit(1, Duration.ofSeconds(1), Duration.ZERO);
  private static final String KV = "kv_1";

  private final QuotaSelector selector =
      new QuotaSelector(
          List.of(
              quota("server", QuotaScope.SERVER),
              quota("mount", QuotaScope.mount(KV)),
              quota("wide", QuotaScope.prefix(KV, "data/")),
              quota("narrow", QuotaScope.prefix(KV, "data/team")),
              quota("other", QuotaScope.prefix(KV, "data/tea/")),
              quota("path", QuotaScope.path(KV, "data/team/db")),
              quota("role", QuotaScope.role(KV, "web"))));

  private static RateLimitQuota quota(String name, QuotaScope scope) {
    return new RateLimitQuota(name, name, scope, LIMIT);
  }

  private String of(Optional<String> mount, String below) {
    return selector.of(mount, below).map(RateLimitQuota::name).orElse("none");
  }

  @Test
  void theMostSpecificOneCounts() {
    assertThat(of(Optional.of(KV), "data/team/db")).isEqualTo("path");
    assertThat(of(Optional.of(KV), "data/team/db/")).isEqualTo("path");
    assertThat(of(Optional.of(KV), "data/team/db/more")).isEqualTo("narrow");
    assertThat(of(Optional.of(KV), "data/teams")).isEqualTo("narrow");
    assertThat(of(Optional.of(KV), "data/team")).isEqualTo("narrow");
    assertThat(of(Optional.of(KV), "data/teb")).isEqualTo("wide");
    assertThat(of(Optional.of(KV), "metadata/x")).isEqualTo("mount");
    assertThat(of(Optional.of(KV), "")).isEqualTo("mount");
    assertThat(of(Optional.of("kv_2"), "data/team/db")).isEqualTo("server");
    assertThat(of(Optional.empty(), "")).isEqualTo("server");
  }

  @Test
  void aRoleIsAskedForApart() {
    assertThat(selector.ofRole(KV, "web")).map(RateLimitQuota::name).hasValue("role");
    assertThat(selector.ofRole(KV, "db")).isEmpty();
    assertThat(selector.ofRole("kv_2", "web")).isEmpty();
    assertThat(selector.asksRoles(KV)).isTrue();
    assertThat(selector.asksRoles("kv_2")).isFalse();
  }

  @Test
  void withoutQuotasNothingIsLimited() {
    QuotaSelector none = new QuotaSelector(List.of());

    assertThat(none.isEmpty()).isTrue();
    assertThat(none.of(Optional.of(KV), "data/x")).isEmpty();
  }
}
