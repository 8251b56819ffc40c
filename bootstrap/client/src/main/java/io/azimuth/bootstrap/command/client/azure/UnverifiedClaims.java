package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The claims of a token, not verified. Nothing of it is verified, and nothing is decided by it. */
final class UnverifiedClaims {

  private static final int PARTS = 3;

  private final Value.Obj header;
  private final Value.Obj claims;

  private UnverifiedClaims(Value.Obj header, Value.Obj claims) {
    this.header = header;
    this.claims = claims;
  }

  /** Reads a token; empty if it is not a JWT. */
  static Optional<UnverifiedClaims> of(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    return object(parts[0])
        .flatMap(header -> object(parts[1]).map(claims -> new UnverifiedClaims(header, claims)));
  }

  private static Optional<Value.Obj> object(String part) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
      return ClientJson.parse(text).filter(Value.Obj.class::isInstance).map(Value.Obj.class::cast);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Value.Obj claims() {
    return claims;
  }

  /** The text of a member of the token's header. */
  Optional<String> header(String name) {
    return header.get(name).map(PlainText::of);
  }

  Optional<String> text(String name) {
    return claims.get(name).map(PlainText::of);
  }

  Optional<Instant> time(String name) {
    return ApiReply.time(claims.get(name));
  }
}
