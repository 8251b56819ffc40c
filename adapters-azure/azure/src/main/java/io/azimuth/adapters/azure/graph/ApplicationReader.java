package io.azimuth.adapters.azure.graph;

import com.azure.core.util.CoreUtils;
import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.call.RequestRefusedException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.secret.SecretText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what Graph says of applications, strictly: a password must not be overlooked. */
final class ApplicationReader {

  private ApplicationReader() {}

  /**
   * The applications of a page.
   *
   * @throws UnusableAnswerException when it lists none
   */
  static Iterable<JsonNode> list(JsonNode page) {
    JsonNode list = page.path("value");
    if (!list.isArray()) {
      throw new UnusableAnswerException("the answer lists no applications");
    }
    return list;
  }

  /**
   * The application.
   *
   * @throws UnusableAnswerException when it lacks its id or what passwords it has
   */
  static RegisteredApplication application(JsonNode said) {
    JsonNode passwords = said.path("passwordCredentials");
    if (!passwords.isArray()) {
      throw new UnusableAnswerException("the answer does not tell the passwords");
    }
    List<KnownPassword> known = new ArrayList<>();
    passwords.forEach(password -> known.add(password(password)));
    return new RegisteredApplication(objectId(said), known);
  }

  /**
   * The password that was added.
   *
   * @throws UnusableAnswerException when the answer lacks a part of it
   */
  static AddedPassword added(JsonNode said) {
    SecretText text =
        text(said, "secretText")
            .filter(secret -> !secret.isBlank())
            .map(SecretText::of)
            .orElseThrow(() -> new UnusableAnswerException("the answer holds no password"));
    Instant ends =
        end(said)
            .orElseThrow(
                () ->
                    new UnusableAnswerException("the answer does not tell when the password ends"));
    return new AddedPassword(keyId(said), text, ends);
  }

  private static KnownPassword password(JsonNode said) {
    return new KnownPassword(
        keyId(said), text(said, "displayName").orElse(""), text(said, "hint"), end(said));
  }

  private static String objectId(JsonNode application) {
    try {
      return GraphGuid.require(application.path("id").asText(), "the id of the application")
          .toString();
    } catch (RequestRefusedException e) {
      throw new UnusableAnswerException(e.detail());
    }
  }

  private static String keyId(JsonNode password) {
    String text =
        text(password, "keyId")
            .orElseThrow(() -> new UnusableAnswerException("a password has no key id"));
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private static Optional<Instant> end(JsonNode password) {
    try {
      return text(password, "endDateTime")
          .map(text -> CoreUtils.parseBestOffsetDateTime(text).toInstant());
    } catch (DateTimeException e) {
      throw unreadable();
    }
  }

  private static Optional<String> text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isTextual()) {
      return Optional.of(value.textValue());
    }
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    throw unreadable();
  }

  private static UnusableAnswerException unreadable() {
    return new UnusableAnswerException("the answer cannot be read");
  }
}
