package io.azimuth.jwt.role;

import io.azimuth.domain.claim.ClaimScalar;
import io.azimuth.domain.jwt.BoundClaim;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bound claims as the API has them. */
final class BoundClaimValues {

  /** Longer numbers are of no issuer. */
  private static final int MAX_NUMBER = 64;

  private static final int MAX_SCALE = 1_000;

  private BoundClaimValues() {}

  static Map<String, BoundClaim> read(Value.Obj sent) {
    Map<String, BoundClaim> claims = new LinkedHashMap<>();
    sent.members().forEach((name, value) -> claims.put(name, claim(name, value)));
    return claims;
  }

  static Value.Obj shown(Map<String, BoundClaim> claims) {
    Value.Builder shown = Value.Obj.builder();
    claims.forEach((name, claim) -> shown.put(name, shown(claim)));
    return shown.build();
  }

  private static BoundClaim claim(String name, Value value) {
    return value instanceof Value.Items items
        ? new BoundClaim(items.values().stream().map(item -> scalar(name, item)).toList(), true)
        : new BoundClaim(List.of(scalar(name, value)), false);
  }

  private static ClaimScalar scalar(String name, Value value) {
    if (value instanceof Value.Text text) {
      return ClaimScalar.of(text.text());
    }
    if (value instanceof Value.Num number && number.literal().length() <= MAX_NUMBER) {
      return number(name, number.literal());
    }
    if (value instanceof Value.Bool flag) {
      return ClaimScalar.of(flag.on());
    }
    throw unusable(name);
  }

  // Its canonical form is what is stored, and read with the same limit.
  private static ClaimScalar number(String name, String literal) {
    try {
      BigDecimal number = new BigDecimal(literal);
      ClaimScalar scalar = ClaimScalar.of(number);
      if (scalar.text().length() <= MAX_NUMBER && Math.abs((long) number.scale()) <= MAX_SCALE) {
        return scalar;
      }
    } catch (NumberFormatException e) {
      // Its exponent is no int.
    }
    throw unusable(name);
  }

  private static RefusedException unusable(String name) {
    return RefusedException.invalid(
        "bound_claims: claim "
            + Quoted.of(name)
            + " is not a text, flag or number of at most 64 characters, or a list of them");
  }

  private static Value shown(BoundClaim claim) {
    return claim.isList()
        ? new Value.Items(claim.values().stream().map(BoundClaimValues::shown).toList())
        : shown(claim.values().get(0));
  }

  private static Value shown(ClaimScalar scalar) {
    return switch (scalar.kind()) {
      case TEXT -> Value.of(scalar.text());
      case NUMBER -> new Value.Num(scalar.text());
      case FLAG -> Value.of(Boolean.parseBoolean(scalar.text()));
    };
  }
}
