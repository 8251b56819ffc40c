package io.azimuth.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.policy.acl.Acl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInPoliciesTest {

  private final Acl acl =
      Acl.of(
          List.of(BuiltInPolicies.defaultPolicy()),
          Optional.of(new TemplateSubject("e-1", "web", Map.of())));

  @ParameterizedTest
  @CsvSource({
    "auth/token/lookup-self, read",
    "auth/token/renew-self, update",
    "auth/token/revoke-self, update",
    "sys/capabilities-self, update",
    "sys/internal/ui/resultant-acl, read",
    "sys/renew, update",
    "sys/leases/renew, update",
    "sys/leases/lookup, update",
    "cubbyhole/a/b, read list update delete create",
    "sys/wrapping/wrap, update",
    "sys/wrapping/lookup, update",
    "sys/wrapping/unwrap, update",
    "sys/tools/hash, update",
    "sys/tools/hash/sha2-256, update",
    "identity/entity/id/e-1, read",
    "identity/entity/name/web, read",
    "identity/entity/id/e-2, deny",
    "identity/entity/id, deny",
    "identity/entity/name/web-2, deny",
    "sys/control-group/request, deny",
    "identity/oidc/provider/default/authorize, deny",
    "auth/token/create, deny",
    "auth/token/lookup, deny",
    "secret/data/x, deny",
    "sys/mounts, deny"
  })
  void defaultGrantsThisAndNoMore(String path, String capabilities) {
    assertThat(String.join(" ", acl.capabilities(path))).isEqualTo(capabilities);
  }

  @Test
  void defaultDoesNotGrantThePreflightOfASecretsMount() {
    assertThat(acl.anyBelow("secret/")).isFalse();
    assertThat(acl.anyBelow("cubbyhole/")).isTrue();
  }

  @Test
  void defaultIsNamedSoAndNotReserved() {
    assertThat(BuiltInPolicies.defaultPolicy().name()).isEqualTo(PolicyName.DEFAULT);
    assertThat(PolicyName.DEFAULT.reserved()).isFalse();
  }

  @Test
  void aWrappingTokenMayOnlyUnwrap() {
    Acl wrapping = Acl.of(List.of(BuiltInPolicies.responseWrapping()));
    assertThat(wrapping.capabilities("cubbyhole/response")).containsExactly("read", "create");
    assertThat(wrapping.capabilities("sys/wrapping/unwrap")).containsExactly("update");
    assertThat(wrapping.capabilities("auth/token/lookup-self")).containsExactly("deny");
  }

  @Test
  void theDefaultPolicyNeedsNoMoreOfAnEntityThanItsNames() {
    assertThat(BuiltInPolicies.defaultPolicy().needsOnlyNames()).isTrue();
  }
}
