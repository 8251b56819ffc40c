package io.azimuth.kubernetes.login;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.web.JsonDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims of a token as it has them; nothing is proved until the API server accepts it. */
final class UnprovedClaims {

  private UnprovedClaims() {}

  /** The claims; empty when they are not a JSON object. */
  static Optional<ClaimSet> read(UnverifiedToken token) {
    String[] parts = token.expose().split("\\.", -1);
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
      return JsonDocument.parse(SecretBytes.taking(claims))
          .map(object -> ClaimSet.of(plain(object)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  // A null stays: it is no value, but a claim that is null is not one that is missing.
  private static Map<String, Object> plain(Value.Obj object) {
    Map<String, Object> members = new LinkedHashMap<>();
    object.members().forEach((name, value) -> members.put(name, plain(value).orElse(null)));
    return members;
  }

  private static Optional<Object> plain(Value value) {
    if (value instanceof Value.Obj object) {
      return Optional.of(plain(object));
    }
    if (value instanceof Value.Items items) {
      List<Object> values = new ArrayList<>();
      items.values().forEach(item -> values.add(plain(item).orElse(null)));
      return Optional.of(values);
    }
    if (value instanceof Value.Text text) {
      return Optional.of(text.text());
    }
    if (value instanceof Value.Num number) {
      return Optional.of(new BigDecimal(number.literal()));
    }
    return value instanceof Value.Bool flag ? Optional.of(flag.on()) : Optional.empty();
  }
}
