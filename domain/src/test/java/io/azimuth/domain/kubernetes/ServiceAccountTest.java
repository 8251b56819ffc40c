package io.azimuth.domain.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.claim.ClaimSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAccountTest {

  private static final String UID = "474b11b5-0f20-4f9d-8ca5-65715ab325e0";

  private static Map<String, Object> projected(String namespace, String name, String uid) {
    return Map.of(
        "aud", List.of("https://kubernetes.default.svc"),
        "sub", "system:serviceaccount:" + namespace + ":" + name,
        "kubernetes.io",
            Map.of(
                "namespace", namespace,
                "node", Map.of("name", "node-1", "uid", "n1"),
                "pod", Map.of("name", "web-7d", "uid", "p1"),
                "serviceaccount", Map.of("name", name, "uid", uid)));
  }

  private static Map<String, Object> inSecret() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", "kubernetes/serviceaccount");
    claims.put("kubernetes.io/serviceaccount/namespace", "prod");
    claims.put("kubernetes.io/serviceaccount/secret.name", "web-token-t5pcn");
    claims.put("kubernetes.io/serviceaccount/service-account.name", "web");
    claims.put("kubernetes.io/serviceaccount/service-account.uid", UID);
    claims.put("sub", "system:serviceaccount:prod:web");
    return claims;
  }

  @Test
  void readsATokenThatIsProjectedIntoAPod() {
    assertThat(ServiceAccount.of(ClaimSet.of(projected("prod", "web", UID))))
        .contains(new ServiceAccount("prod", "web", UID, ""));
  }

  @Test
  void readsATokenInASecret() {
    ServiceAccount account = ServiceAccount.of(ClaimSet.of(inSecret())).orElseThrow();

    assertThat(account).isEqualTo(new ServiceAccount("prod", "web", UID, "web-token-t5pcn"));
    assertThat(account.user()).isEqualTo("system:serviceaccount:prod:web");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sub",
        "kubernetes.io/serviceaccount/namespace",
        "kubernetes.io/serviceaccount/service-account.name",
        "kubernetes.io/serviceaccount/service-account.uid"
      })
  void aTokenThatLacksANameIsOfNoServiceAccount(String missing) {
    Map<String, Object> claims = inSecret();
    claims.remove(missing);

    assertThat(ServiceAccount.of(ClaimSet.of(claims))).isEmpty();
  }

  @Test
  void aSubjectThatNamesAnotherOneIsOfNone() {
    Map<String, Object> claims = inSecret();
    claims.put("sub", "system:serviceaccount:prod:other");

    assertThat(ServiceAccount.of(ClaimSet.of(claims))).isEmpty();
  }

  @Test
  void theClaimsOfOneKindDoNotCompleteThoseOfTheOther() {
    Map<String, Object> claims = inSecret();
    claims.put("kubernetes.io", Map.of("namespace", "prod"));

    assertThat(ServiceAccount.of(ClaimSet.of(claims))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "prod:x, web",
    "Prod, web",
    "'', web",
    "-prod, web",
    "prod, Web",
    "prod, web/x",
    "prod, ..",
    "prod, web:x",
    "prod, '*'"
  })
  void namesThatNoClusterHasAreOfNone(String namespace, String name) {
    assertThat(ServiceAccount.of(ClaimSet.of(projected(namespace, name, UID)))).isEmpty();
    assertThatThrownBy(() -> new ServiceAccount(namespace, name, UID, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAreAsLongAsAClusterAllows() {
    String label = "a".repeat(63);
    String subdomain = "a".repeat(253);

    assertThat(ServiceAccount.of(ClaimSet.of(projected(label, subdomain, UID)))).isPresent();
    assertThat(ServiceAccount.of(ClaimSet.of(projected(label + "a", "web", UID)))).isEmpty();
    assertThat(ServiceAccount.of(ClaimSet.of(projected("prod", subdomain + "a", UID)))).isEmpty();
    assertThat(ServiceAccount.of(ClaimSet.of(projected("prod", "web", "u".repeat(128)))))
        .isPresent();
    assertThat(ServiceAccount.of(ClaimSet.of(projected("prod", "web", "u".repeat(129))))).isEmpty();
  }
}
