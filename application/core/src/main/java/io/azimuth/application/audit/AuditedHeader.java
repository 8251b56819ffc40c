package io.azimuth.application.audit;

import java.util.List;

/**
 * A header of a request that the operator wants recorded.
 *
 * @param name in lower case
 * @param hashed whether its values are hashed
 * @param values as they came
 */
public record AuditedHeader(String name, boolean hashed, List<String> values) {

  public AuditedHeader {
    values = List.copyOf(values);
  }
}
