package io.azimuth.application.audit;

import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The parameters of a request as records show them. What the route does not know has no effect, so
 * it is only counted: otherwise a stranger decides how long a record is.
 *
 * @param known the parameters that the route knows
 * @param unknown the number of the others
 * @param unknownBytes their size as JSON, in bytes
 */
public record AuditedParameters(Value.Obj known, int unknown, long unknownBytes) {

  /** No parameters. */
  public static final AuditedParameters NONE = all(Value.Obj.EMPTY);

  /** Parameters that are all known. */
  public static AuditedParameters all(Value.Obj parameters) {
    return new AuditedParameters(parameters, 0, 0);
  }

  public static AuditedParameters of(Value.Obj parameters, Predicate<String> isKnown) {
    Map<String, Value> known = new LinkedHashMap<>();
    long unknownBytes = 0;
    for (Map.Entry<String, Value> member : parameters.members().entrySet()) {
      if (isKnown.test(member.getKey())) {
        known.put(member.getKey(), member.getValue());
      } else {
        unknownBytes += JsonSize.PLAIN.of(member.getKey(), member.getValue());
      }
    }
    int unknown = parameters.members().size() - known.size();
    return new AuditedParameters(new Value.Obj(known), unknown, unknownBytes);
  }
}
