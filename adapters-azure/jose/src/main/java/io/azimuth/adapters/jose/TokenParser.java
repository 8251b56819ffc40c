package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwx.HeaderParameterNames;
import org.jspecify.annotations.Nullable;

/** Parses header and claims once, for all later steps. */
final class TokenParser {

  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

  private TokenParser() {}

  /**
   * The token; empty when it is not a plain JWS (RFC 7515) of a JSON object: it is not nested, and
   * has no header member that must be understood ({@code crit}).
   */
  static Optional<ParsedToken> parse(UnverifiedToken token) {
    String text = token.expose();
    int payload = text.indexOf('.') + 1;
    int signature = text.lastIndexOf('.') + 1;
    try {
      Optional<Map<String, Object>> header =
          object(text.substring(0, payload - 1)).map(TokenParser::withoutNulls);
      if (header.filter(TokenParser::isPlain).isEmpty()) {
        return Optional.empty();
      }
      Optional<Map<String, @Nullable Object>> claims =
          object(text.substring(payload, signature - 1));
      if (claims.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new ParsedToken(
              header.get(),
              ClaimSet.of(claims.get()),
              SecretBytes.taking(
                  text.substring(0, signature - 1).getBytes(StandardCharsets.US_ASCII)),
              SecretBytes.taking(BASE64.decode(text.substring(signature)))));
    } catch (IllegalArgumentException e) { // not base64url
      return Optional.empty();
    }
  }

  private static Optional<Map<String, @Nullable Object>> object(String part) {
    return TokenJson.read(BASE64.decode(part));
  }

  private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> members) {
    Map<String, Object> without = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (value != null) {
            without.put(name, value);
          }
        });
    return without;
  }

  private static boolean isPlain(Map<String, Object> header) {
    return header.getOrDefault(HeaderParameterNames.ALGORITHM, "") instanceof String
        && !header.containsKey(HeaderParameterNames.CRITICAL)
        && !(header.get(HeaderParameterNames.CONTENT_TYPE) instanceof String type
            && isNested(type));
  }

  // RFC 7519, 5.2: the payload of such a token is another token.
  private static boolean isNested(String contentType) {
    return contentType.equalsIgnoreCase("JWT") || contentType.equalsIgnoreCase("application/jwt");
  }
}
