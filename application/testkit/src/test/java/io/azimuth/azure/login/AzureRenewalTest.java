package io.azimuth.azure.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.azure.role.RoleStore;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.testkit.store.FakeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AzureRenewalTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final Mount MOUNT =
      new Mount(new MountPath("auth/azure/"), "azure", "uuid", "acc", "", MountSettings.DEFAULT, 0);

  private final FakeStore store = new FakeStore();
  private final RoleStore roles = new RoleStore();
  private final AzureRenewal renewal = new AzureRenewal(roles);

  @BeforeEach
  void role() {
    AzureRoleBuilder role = AzureRole.builder(new RoleName("web"));
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, List.of(OID));
    role.tokenSettings().ttl(Duration.ofHours(1)).maxTtl(Duration.ofHours(2));
    store.change(work -> roles.put(MountTransactions.of(work, "uuid"), role.build()));
  }

  @Test
  void lifetimesAreThoseOfTheRoleAsItIsNow() {
    assertThat(
            renewal.terms(
                MOUNT,
                MountTransactions.of(store.begin(), "uuid"),
                token(Map.of("role", "web", "oid", OID))))
        .isEqualTo(new RenewalTerms(Duration.ofHours(1), Duration.ofHours(2), Duration.ZERO));
  }

  @Test
  void aTokenThatDoesNotSayWhoseItIsIsNotRenewed() {
    assertRefused(Map.of("role", "web"), "lease is not renewable");
    assertRefused(Map.of("role", "web", "oid", "odd"), "lease is not renewable");
    assertRefused(Map.of("oid", OID), "role  does not exist during renewal");
  }

  private void assertRefused(Map<String, String> internal, String error) {
    assertThatThrownBy(
            () ->
                renewal.terms(MOUNT, MountTransactions.of(store.begin(), "uuid"), token(internal)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal().errors()).containsExactly(error));
  }

  private static Token token(Map<String, String> internal) {
    return new Token(
        TokenType.SERVICE,
        Optional.of(new Accessor("a")),
        new TokenOrigin(
            new RevocationStamp("acc", 0), "p", "d", Map.of(), Optional.empty(), internal),
        new TokenRights(List.of(), Optional.empty(), List.of(), 0),
        TokenLifetime.of(Instant.EPOCH, Duration.ofHours(1), true),
        List.of());
  }
}
