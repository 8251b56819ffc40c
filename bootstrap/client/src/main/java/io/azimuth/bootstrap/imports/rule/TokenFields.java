package io.azimuth.bootstrap.imports.rule;

import io.azimuth.spi.api.Value;
import java.util.List;

/** The {@code token_…} fields, which every role of an auth method has. */
public final class TokenFields {

  /** All of them. */
  public static final List<ImportField> ALL =
      List.of(
          ImportField.of("token_ttl", FieldShape.SECONDS).formerly("ttl"),
          ImportField.of("token_max_ttl", FieldShape.SECONDS).formerly("max_ttl"),
          ImportField.of("token_explicit_max_ttl", FieldShape.SECONDS),
          ImportField.of("token_period", FieldShape.SECONDS).formerly("period"),
          ImportField.of("token_policies", FieldShape.SET).formerly("policies"),
          ImportField.of("token_bound_cidrs", FieldShape.SET).formerly("bound_cidrs"),
          ImportField.of("token_no_default_policy", FieldShape.FLAG),
          ImportField.of("token_num_uses", FieldShape.NUMBER).formerly("num_uses"),
          ImportField.of("token_type", FieldShape.TEXT).orElse(Value.of("default")),
          ImportField.of("bind_token", FieldShape.TEXT).orElse(Value.of("off")));

  private TokenFields() {}
}
