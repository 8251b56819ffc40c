package io.azimuth.domain.kubernetes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the alias of a service account is named after. */
public enum AliasNameSource {
  /** Its uid: a service account that is deleted and made again is another one. */
  SERVICEACCOUNT_UID,
  /** Its namespace and name, with a slash between them. */
  SERVICEACCOUNT_NAME;

  /** The source of that name. */
  public static Optional<AliasNameSource> parse(String name) {
    return Arrays.stream(values()).filter(it -> it.wireName().equals(name)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String names() {
    return Arrays.stream(values()).map(AliasNameSource::wireName).collect(Collectors.joining(", "));
  }

  String aliasOf(ServiceAccount account) {
    return switch (this) {
      case SERVICEACCOUNT_UID -> account.uid();
      case SERVICEACCOUNT_NAME -> account.namespace() + "/" + account.name();
    };
  }
}
