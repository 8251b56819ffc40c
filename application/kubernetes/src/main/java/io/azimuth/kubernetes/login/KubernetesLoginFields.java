package io.azimuth.kubernetes.login;

import io.azimuth.spi.route.Field;
import java.util.List;

/** The parameters of a login; null, empty and absent mean the same. */
public final class KubernetesLoginFields {

  public static final Field<String> ROLE = Field.text("role", "the role to log in under");
  static final Field<String> JWT = Field.text("jwt", "the token of the service account");

  static final List<Field<?>> ALL = List.of(ROLE, JWT);

  private KubernetesLoginFields() {}
}
