package io.azimuth.domain.kubernetes;

import io.azimuth.domain.identity.IdentityRules;
import io.azimuth.domain.login.LoginCheck;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The metadata of a service account: what its token proves, and what its annotations add. */
final class AccountMetadata {

  private static final String ANNOTATION_PREFIX = "vault.hashicorp.com/alias-metadata-";

  private static final String UID = "service_account_uid";
  private static final String NAME = "service_account_name";
  private static final String NAMESPACE = "service_account_namespace";
  private static final String SECRET_NAME = "service_account_secret_name";
  private static final Set<String> PROVED = Set.of(UID, NAME, NAMESPACE, SECRET_NAME);

  private AccountMetadata() {}

  static Map<String, String> of(ServiceAccount account) {
    return Map.of(
        UID, account.uid(),
        NAME, account.name(),
        NAMESPACE, account.namespace(),
        SECRET_NAME, account.secretName());
  }

  /** Those annotations that are metadata, under the names that they have there. */
  static Map<String, String> ofAnnotations(Map<String, String> annotations) {
    Map<String, String> metadata = new TreeMap<>();
    annotations.forEach(
        (name, value) -> {
          if (name.startsWith(ANNOTATION_PREFIX)) {
            metadata.put(name.substring(ANNOTATION_PREFIX.length()), value);
          }
        });
    return metadata;
  }

  static LoginCheck check(ServiceAccount account, Map<String, String> metadata) {
    KubernetesCheckName name = KubernetesCheckName.ALIAS_METADATA;
    String shown = metadata.keySet().stream().sorted().collect(Collectors.joining(", "));
    if (metadata.keySet().stream().anyMatch(PROVED::contains)) {
      return LoginCheck.failed(name, KubernetesDenial.ANNOTATION_RESERVED, "", shown);
    }
    Map<String, String> all = new TreeMap<>(metadata);
    all.putAll(of(account));
    return IdentityRules.metadata(all)
        .fold(
            good -> LoginCheck.passed(name, "", shown),
            problems ->
                LoginCheck.failed(
                    name, KubernetesDenial.ANNOTATION_UNUSABLE, problems.get(0), shown));
  }
}
