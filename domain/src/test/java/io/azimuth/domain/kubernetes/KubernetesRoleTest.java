package io.azimuth.domain.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.token.role.RoleName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesRoleTest {

  private static final Duration MAX = Duration.ofDays(32);

  private static KubernetesRoleBuilder bound() {
    return KubernetesRole.builder(new RoleName("web"))
        .names(List.of("web"))
        .namespaces(List.of("prod"));
  }

  @Test
  void aRoleBindsNamesAndNamespaces() {
    assertThat(bound().problems(MAX)).isEmpty();
    assertThat(bound().names(List.of()).problems(MAX))
        .containsExactly("\"bound_service_account_names\" can not be empty");
    assertThat(bound().namespaces(List.of()).problems(MAX))
        .containsExactly(
            "\"bound_service_account_namespaces\" can not be empty if"
                + " \"bound_service_account_namespace_selector\" is not set");
  }

  @Test
  void aSelectorMayTakeThePlaceOfNamespaces() {
    String written = "{\"matchLabels\": {\"kubernetes.io/metadata.name\": \"prod\"}}";
    KubernetesRoleBuilder role = bound().namespaces(List.of()).namespaceSelector(written);

    assertThat(role.problems(MAX)).isEmpty();
    NamespaceSelector selector = role.build().bindings().selector().orElseThrow();
    assertThat(selector.written()).isEqualTo(written);
    assertThat(selector.labels()).isEqualTo(Map.of("kubernetes.io/metadata.name", "prod"));
    assertThat(role.build().toBuilder().build()).isEqualTo(role.build());
    assertThat(bound().namespaceSelector(" ").build().bindings().selector()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "team=blue",
        "matchLabels: {team: blue}",
        "[]",
        "{\"matchLabels\": {}}",
        "{\"matchLabels\": {\"team\": 1}}",
        "{\"matchLabels\": {\"team\": \"blue\", \"team\": \"red\"}}",
        "{\"matchLabels\": {\"te am\": \"blue\"}}",
        "{\"matchLabels\": {\"team\": \"-blue\"}}",
        "{\"matchLabels\": {\"team\": \"blue\"}, \"matchExpressions\": []}",
        "{\"matchlabels\": {\"team\": \"blue\"}}"
      })
  void aSelectorNamesLabels(String selector) {
    assertThat(bound().namespaceSelector(selector).problems(MAX))
        .singleElement()
        .asString()
        .startsWith("bound_service_account_namespace_selector ");
  }

  @Test
  void theStarForAllStandsAlone() {
    assertThat(bound().names(List.of("*")).namespaces(List.of("*")).problems(MAX)).isEmpty();
    assertThat(bound().names(List.of("web", "*")).problems(MAX))
        .containsExactly("can not mix \"*\" with values");
    assertThat(bound().namespaces(List.of("*", "prod")).problems(MAX))
        .containsExactly("can not mix \"*\" with values");
    assertThat(bound().names(List.of("web-*", "api-*")).problems(MAX)).isEmpty();
  }

  @Test
  void listsAndTextsAreBounded() {
    assertThat(bound().names(Collections.nCopies(256, "a".repeat(253))).problems(MAX)).isEmpty();
    assertThat(bound().names(Collections.nCopies(257, "a")).problems(MAX))
        .containsExactly(
            "bound_service_account_names has at most 256 values of 1 to 253 characters");
    assertThat(bound().namespaces(List.of("a".repeat(254))).problems(MAX))
        .containsExactly(
            "bound_service_account_namespaces has at most 256 values of 1 to 253 characters");
    assertThat(bound().names(List.of("")).problems(MAX)).hasSize(1);
    assertThat(bound().audience("a".repeat(1_024)).problems(MAX)).isEmpty();
    assertThat(bound().audience("a".repeat(1_025)).problems(MAX))
        .containsExactly("audience has at most 1024 characters");
  }

  @Test
  void anAliasIsNamedAfterTheUidOrTheName() {
    assertThat(bound().build().bindings().aliasNameSource())
        .isEqualTo(AliasNameSource.SERVICEACCOUNT_UID);
    assertThat(bound().aliasNameSource("").problems(MAX)).isEmpty();
    assertThat(bound().aliasNameSource("serviceaccount_name").build().bindings().aliasNameSource())
        .isEqualTo(AliasNameSource.SERVICEACCOUNT_NAME);
    assertThat(bound().aliasNameSource("name").problems(MAX))
        .containsExactly(
            "invalid alias_name_source, must be one of: serviceaccount_uid, serviceaccount_name");
  }

  @Test
  void aPeriodFitsIntoTheMount() {
    KubernetesRoleBuilder role = bound();
    role.tokenSettings().period(MAX);
    assertThat(role.problems(MAX)).isEmpty();

    role.tokenSettings().period(MAX.plusSeconds(1));
    assertThat(role.problems(MAX))
        .containsExactly(
            "token period of \"768h0m1s\" is greater than the backend's maximum lease TTL of"
                + " \"768h0m0s\"");
  }

  @Test
  void anUpdateBeginsWithWhatIsThere() {
    KubernetesRole role =
        bound()
            .audience("azimuth")
            .aliasNameSource("serviceaccount_name")
            .oldName("ttl", true)
            .build();

    assertThat(role.toBuilder().build()).isEqualTo(role);
    assertThat(role.toBuilder().oldName("ttl", false).build().oldNames()).isEmpty();
  }
}
