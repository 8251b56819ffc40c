package io.azimuth.jwt.login;

import io.azimuth.spi.route.Field;
import java.util.List;

/** The parameters of a login; null, empty and absent mean the same. */
public final class JwtLoginFields {

  public static final Field<String> ROLE =
      Field.text("role", "the role to log in under; default_role when there is none");
  static final Field<String> JWT = Field.text("jwt", "the signed token");

  static final List<Field<?>> ALL = List.of(ROLE, JWT);

  private JwtLoginFields() {}
}
