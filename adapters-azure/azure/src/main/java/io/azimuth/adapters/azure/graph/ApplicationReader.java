package io.azimuth.adapters.azure.graph;

import com.azure.core.util.CoreUtils;
import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.call.RequestRefusedException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.signin.NewClientCertificate;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads Graph's answers about applications, strictly: a password must not be overlooked. */
final class ApplicationReader {

  // Such keys sign the tokens of the application's users and are not for signing in.
  private static final String SIGNS_TOKENS = "Sign";

  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{40}");
  private static final int SHA1_BYTES = 20;

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
   * @throws UnusableAnswerException when it lacks its id or what passwords or certificates it has
   */
  static RegisteredApplication application(JsonNode said) {
    List<KnownPassword> passwords = new ArrayList<>();
    list(said, "passwordCredentials", "passwords").forEach(it -> passwords.add(password(it)));
    List<KnownPassword> certificates = new ArrayList<>();
    for (JsonNode key : list(said, "keyCredentials", "certificates")) {
      if (!key.path("usage").asText().equals(SIGNS_TOKENS)) {
        certificates.add(certificate(key));
      }
    }
    return new RegisteredApplication(objectId(said), passwords, certificates);
  }

  private static JsonNode list(JsonNode said, String member, String what) {
    JsonNode list = said.path(member);
    if (!list.isArray()) {
      throw new UnusableAnswerException("the answer does not tell the " + what);
    }
    return list;
  }

  /**
   * The certificate that was added.
   *
   * @throws UnusableAnswerException when the answer lacks its key id
   */
  static AddedPassword added(JsonNode said, NewClientCertificate made) {
    Instant end = end(said).filter(it -> it.isBefore(made.expires())).orElse(made.expires());
    return new AddedPassword(keyId(said), made.pem(), end);
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

  private static KnownPassword certificate(JsonNode said) {
    return new KnownPassword(
        keyId(said),
        text(said, "displayName").orElse(""),
        text(said, "customKeyIdentifier").flatMap(ApplicationReader::thumbprint),
        end(said));
  }

  // Graph shows the SHA-1 in hexadecimal digits or in base64; the caller that adds a certificate
  // may also choose another identifier, which means nothing.
  private static Optional<String> thumbprint(String identifier) {
    if (HEX.matcher(identifier).matches()) {
      return Optional.of(AsciiCase.fold(identifier));
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(identifier);
      return bytes.length == SHA1_BYTES
          ? Optional.of(HexFormat.of().formatHex(bytes))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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
