package io.azimuth.application.gateway;

import io.azimuth.application.port.store.ReadHint;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * Hints to a store what a request will probably read. The subject of a login is taken from its JWT
 * before anything is verified, which is enough for a hint and for nothing else.
 */
final class RequestHint implements ReadHint {

  private static final String LOGINS = "auth/";
  private static final String SUBJECT = "\"sub\":\"";

  private final ApiRequest request;
  private final int route;

  RequestHint(ApiRequest request) {
    this.request = request;
    this.route = (request.operation() + " " + request.path()).hashCode();
  }

  @Override
  public int route() {
    return route;
  }

  @Override
  public Optional<Integer> caller() {
    return request.token().map(token -> token.expose().hashCode()).or(this::subject);
  }

  private Optional<Integer> subject() {
    if (request.operation() != Operation.WRITE || !request.path().startsWith(LOGINS)) {
      return Optional.empty();
    }
    return request
        .body()
        .arrived()
        .flatMap(
            body ->
                text(body, "jwt")
                    .map(jwt -> Objects.hash(subjectOf(jwt), text(body, "role").orElse(""))));
  }

  private static Optional<String> text(Value.Obj body, String name) {
    return body.members().get(name) instanceof Value.Text text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  private static String subjectOf(String jwt) {
    int begin = jwt.indexOf('.') + 1;
    int end = jwt.indexOf('.', begin);
    if (end < 0) {
      return jwt;
    }
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(jwt.substring(begin, end));
      String claims = new String(decoded, StandardCharsets.UTF_8);
      int subject = claims.indexOf(SUBJECT) + SUBJECT.length();
      int quote = claims.indexOf('"', subject);
      return subject < SUBJECT.length() || quote < 0 ? jwt : claims.substring(subject, quote);
    } catch (IllegalArgumentException e) {
      return jwt;
    }
  }
}
